//! The frame of a chart: axes with names, grid, legend.

use std::error::Error as StdError;

use plotters::backend::SVGBackend;
use plotters::chart::{ChartBuilder, ChartContext, SeriesLabelPosition};
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{AsRangedCoord, Ranged, ValueFormatter};
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::PathElement;
use plotters::series::LineSeries;
use plotters::style::{Color, IntoFont, RGBColor, ShapeStyle, TextStyle};

use super::Error;
use super::curve::Point;

/// Where a chart is drawn.
pub(super) type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// One curve.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) points: Vec<Point>,
    pub(super) style: ShapeStyle,
    /// Its name in the legend.
    pub(super) name: Option<String>,
}

/// Where the legend is in nobody's way.
#[derive(Clone, Copy, Debug)]
pub(super) enum Corner {
    LowerLeft,
    LowerRight,
}

/// What is written beside the axes, and where the legend stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) x: &'static str,
    pub(super) y: &'static str,
    pub(super) legend: Corner,
}

const INK: RGBColor = RGBColor(0x33, 0x33, 0x33);
const PALE: RGBColor = RGBColor(0xe6, 0xe6, 0xe6);
const WHITE: RGBColor = RGBColor(0xff, 0xff, 0xff);

/// Black is missing: it is the ink.
const COLOURS: [RGBColor; 7] = [
    RGBColor(0x00, 0x72, 0xb2),
    RGBColor(0xd5, 0x5e, 0x00),
    RGBColor(0x00, 0x9e, 0x73),
    RGBColor(0xcc, 0x79, 0xa7),
    RGBColor(0xe6, 0x9f, 0x00),
    RGBColor(0x56, 0xb4, 0xe9),
    RGBColor(0x99, 0x88, 0x00),
];

/// The colour of the engine at a position.
pub(super) fn colour(position: usize) -> RGBColor {
    COLOURS[position % COLOURS.len()]
}

/// A chart of this size, as the text of an SVG file.
pub(super) fn svg(
    size: (u32, u32),
    draw: impl FnOnce(&Area<'_>) -> Result<(), Box<dyn StdError>>,
) -> Result<String, Error> {
    let mut text = String::new();
    {
        let area = SVGBackend::with_string(&mut text, size).into_drawing_area();
        let drawn = area.fill(&WHITE).map_err(Box::<dyn StdError>::from).and_then(|()| draw(&area));
        drawn.and_then(|()| Ok(area.present()?)).map_err(|error| Error(error.to_string()))?;
    }
    Ok(text)
}

/// Axes, grid, lines and legend.
pub(super) fn draw<X, Y>(area: &Area<'_>, words: Words, x: X, y: Y, lines: Vec<Line>) -> Result<(), Box<dyn StdError>>
where
    X: AsRangedCoord<Value = f64>,
    Y: AsRangedCoord<Value = f64>,
    X::CoordDescType: Ranged<ValueType = f64> + ValueFormatter<f64>,
    Y::CoordDescType: Ranged<ValueType = f64> + ValueFormatter<f64>,
{
    let font = |size: u32| TextStyle::from(("sans-serif", size).into_font()).color(&INK);
    let mut chart = ChartBuilder::on(area)
        .margin(14)
        .margin_right(24)
        .caption(words.title, font(18))
        .x_label_area_size(48)
        .y_label_area_size(64)
        .build_cartesian_2d(x, y)?;
    let mut mesh = chart.configure_mesh();
    mesh.x_desc(words.x).y_desc(words.y).axis_desc_style(font(14)).label_style(font(13));
    mesh.bold_line_style(PALE).light_line_style(WHITE).axis_style(INK);
    mesh.x_label_formatter(&plain).y_label_formatter(&plain).draw()?;
    for line in lines {
        add(&mut chart, line)?;
    }
    let mut legend = chart.configure_series_labels();
    let corner = match words.legend {
        Corner::LowerLeft => SeriesLabelPosition::LowerLeft,
        Corner::LowerRight => SeriesLabelPosition::LowerRight,
    };
    legend.position(corner).label_font(font(13)).margin(12).legend_area_size(28);
    legend.background_style(WHITE.mix(0.85)).border_style(PALE).draw()?;
    Ok(())
}

type Chart<'a, 'b, X, Y> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<X, Y>>;

fn add<X, Y>(chart: &mut Chart<'_, '_, X, Y>, line: Line) -> Result<(), Box<dyn StdError>>
where
    X: Ranged<ValueType = f64>,
    Y: Ranged<ValueType = f64>,
{
    let style = line.style;
    let drawn = chart.draw_series(LineSeries::new(line.points, style))?;
    if let Some(name) = line.name {
        drawn.label(name).legend(move |(x, y)| PathElement::new([(x, y), (x + 20, y)], style));
    }
    Ok(())
}

/// `0.001`, `10`, `100`.
fn plain(value: &f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
