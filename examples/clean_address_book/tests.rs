mod history;
mod numbers;
mod outputs;
mod program;
mod rows;
