// Writes how long ago each `time.age` was, and keeps that up to date. The server does so, too, in `age.rs`.
const UNITS = [["year", 365 * 86400], ["month", 30 * 86400], ["day", 86400], ["hour", 3600], ["minute", 60]];
const language = document.documentElement.lang;
const ages = new Intl.RelativeTimeFormat(language);
const now = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(0, "second");

const ageOf = (time) => {
  const passed = (Date.now() - Date.parse(time.dateTime)) / 1000;
  const unit = UNITS.find(([, length]) => passed >= length);
  return unit ? ages.format(-Math.floor(passed / unit[1]), unit[0]) : now;
};

export const writeAges = (root) => {
  for (const time of root.querySelectorAll("time.age")) {
    const text = ageOf(time);
    if (time.textContent !== text) time.textContent = text;
  }
};

writeAges(document);
setInterval(() => writeAges(document), 10000);
