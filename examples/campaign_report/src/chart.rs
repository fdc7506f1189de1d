use std::{cmp::Reverse, io::Write, path::Path};

use anyhow::Result;
use common::{
    whole_file::WholeFile,
    wording::{Wording, share},
};
use plotters::{
    coord::Shift,
    prelude::*,
    style::text_anchor::{HPos, Pos, VPos},
};
use sms_status::{BulkReport, DeliveryStatus, Outcome};

const WIDTH: i32 = 960;
const MARGIN: i32 = 32;
/// Where the bars of the statuses start, right of their labels.
const BARS: i32 = 290;
/// The room for the figures right of the longest bar.
const FIGURES: i32 = 150;
/// Where the rows of the statuses start, and how high each is.
const ROWS: i32 = 205;
const ROW: i32 = 28;

/// A picture of the report: the outcomes as one stacked bar, and a bar for each status.
pub struct Chart<'a> {
    pub report: &'a BulkReport,
    pub wording: Wording,
}

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

impl Chart<'_> {
    /// Writes the picture as SVG, all of it or nothing.
    pub fn write(&self, path: &Path) -> Result<()> {
        let svg = self.svg()?;
        let mut file = WholeFile::create(path, None)?;
        file.write_all(svg.as_bytes())?;
        file.keep()
    }

    fn svg(&self) -> Result<String> {
        let mut rows: Vec<_> = self.report.iter().collect();
        rows.sort_by_key(|&(_, n)| Reverse(n));
        let height = ROWS + ROW * i32::try_from(rows.len())? + MARGIN;
        let mut svg = String::new();
        let area = SVGBackend::with_string(&mut svg, (WIDTH.try_into()?, height.try_into()?)).into_drawing_area();
        area.fill(&WHITE)?;
        self.draw_title(&area)?;
        if let Some(&(_, longest)) = rows.first() {
            self.draw_outcomes(&area)?;
            for (y, &(status, n)) in (ROWS..).step_by(ROW.try_into()?).zip(&rows) {
                self.draw_status(&area, y, status, n, longest)?;
            }
        }
        area.present()?;
        drop(area);
        Ok(svg)
    }

    fn draw_title(&self, area: &Area) -> Result<()> {
        let Some(status) = self.report.status() else {
            let title = self.wording.text("No delivery report", "Aucun compte rendu");
            return draw_text(area, title, (MARGIN, 48), 24.0, HPos::Left);
        };
        draw_text(area, status.label(self.wording.language), (MARGIN, 48), 24.0, HPos::Left)?;
        let total = self.report.total();
        let noun = self.wording.form(total, "message", "messages");
        let total = self.wording.number(total);
        let heading = self.wording.text("delivery rate", "taux de réception");
        let rate = self.report.delivery_rate().map(|rate| format!(", {heading} {}", self.wording.percentage(rate)));
        let text = format!("{total} {noun}{}", rate.unwrap_or_default());
        draw_text(area, &text, (WIDTH - MARGIN, 48), 16.0, HPos::Right)
    }

    /// The stacked bar, with a legend below it.
    fn draw_outcomes(&self, area: &Area) -> Result<()> {
        const WIDTH_OF_ALL: i32 = WIDTH - 2 * MARGIN;
        const GAP: i32 = 2;

        let total = self.report.total();
        let mut counted = 0;
        let mut legend = MARGIN;
        for &outcome in Outcome::VARIANTS.iter().rev() {
            let n = self.report.count_outcome(outcome);
            if n == 0 {
                continue;
            }
            let left = MARGIN + length(share(counted, total), WIDTH_OF_ALL);
            counted = counted.saturating_add(n);
            let right = MARGIN + length(share(counted, total), WIDTH_OF_ALL);
            draw_bar(area, (left, 84), ((right - GAP).max(left + 1), 124), outcome)?;
            draw_bar(area, (legend, 143), (legend + 14, 157), outcome)?;
            let share = self.wording.percentage(share(n, total));
            let text = format!("{} {share}", outcome.label(self.wording.language));
            draw_text(area, &text, (legend + 22, 150), 15.0, HPos::Left)?;
            legend += WIDTH_OF_ALL / 5;
        }
        Ok(())
    }

    fn draw_status(&self, area: &Area, y: i32, status: DeliveryStatus, n: u64, longest: u64) -> Result<()> {
        let end = BARS + length(share(n, longest), WIDTH - MARGIN - FIGURES - BARS).max(3);
        draw_text(area, status.label(self.wording.language), (BARS - 12, y), 15.0, HPos::Right)?;
        draw_bar(area, (BARS, y - 9), (end, y + 9), status.outcome())?;
        let share = self.wording.percentage(share(n, self.report.total()));
        draw_text(area, &format!("{} ({share})", self.wording.number(n)), (end + 8, y), 15.0, HPos::Left)
    }
}

fn draw_bar(area: &Area, from: (i32, i32), to: (i32, i32), outcome: Outcome) -> Result<()> {
    Ok(area.draw(&Rectangle::new([from, to], color(outcome).filled()))?)
}

/// Draws a text at this position, centred on it vertically.
fn draw_text(area: &Area, text: &str, position: (i32, i32), size: f64, anchor: HPos) -> Result<()> {
    /// plotters writes sizes that are smaller by this factor.
    const SIZE: f64 = 1.24;

    let style = ("sans-serif", size * SIZE).into_text_style(area).pos(Pos::new(anchor, VPos::Center));
    Ok(area.draw(&Text::new(text, position, style))?)
}

/// The colours of Okabe and Ito, which colour-blind people can tell apart.
const fn color(outcome: Outcome) -> RGBColor {
    match outcome {
        Outcome::Received => RGBColor(0, 114, 178),
        Outcome::Partial => RGBColor(86, 180, 233),
        Outcome::Failed => RGBColor(213, 94, 0),
        Outcome::Pending => RGBColor(240, 228, 66),
        Outcome::Unknown => RGBColor(153, 153, 153),
    }
}

/// Returns this share of a length in pixels.
#[allow(clippy::cast_possible_truncation, reason = "a share is at most 1")]
fn length(share: f64, whole: i32) -> i32 {
    (share * f64::from(whole)).round() as i32
}
