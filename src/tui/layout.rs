//! Where things stand: the size of the terminal cut into areas. Pure; used by `update` (to scroll) and by `views`.

use crate::tui::screens::review::View;
use crate::tui::spread::Columns;
use ratatui::layout::{Rect, Size};

/// The smallest terminal that the screens are drawn in.
pub const SMALLEST: Size = Size {
    width: 60,
    height: 16,
};
/// From this width on, the section list and the call's words stand beside the work.
pub const WIDE: u16 = 100;
/// Columns of the section list.
const SECTIONS: u16 = 20;
/// Rows of the call's words under the work, in narrow terminals.
const WORDS: u16 = 4;

/// The frame that every screen has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Frame {
    /// Where am I.
    pub title: Rect,
    /// The work.
    pub body: Rect,
    /// Saved? Findings? Who else?
    pub status: Rect,
    /// Keys.
    pub keys: Rect,
}

/// Cuts a terminal into title, body, status and keys.
#[must_use]
pub fn frame(size: Size) -> Frame {
    let row = |y| Rect {
        x: 0,
        y,
        width: size.width,
        height: 1,
    };
    Frame {
        title: row(0),
        body: Rect {
            x: 0,
            y: 1,
            width: size.width,
            height: size.height.saturating_sub(3),
        },
        status: row(size.height.saturating_sub(2)),
        keys: row(size.height.saturating_sub(1)),
    }
}

/// Whether a terminal is too small to draw in.
#[must_use]
pub fn is_too_small(size: Size) -> bool {
    size.width < SMALLEST.width || size.height < SMALLEST.height
}

/// The areas of the form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FormAreas {
    /// The list of sections; empty in narrow terminals.
    pub sections: Rect,
    /// The section being filled.
    pub page: Rect,
    /// The call's words and what was found, for the field one is at.
    pub words: Rect,
}

/// Cuts the body for the form.
#[must_use]
pub fn form(size: Size) -> FormAreas {
    let body = frame(size).body;
    if size.width < WIDE {
        let words = WORDS.min(body.height / 4);
        let page_height = body.height - words;
        return FormAreas {
            sections: Rect { width: 0, ..body },
            page: Rect {
                x: 1,
                width: body.width.saturating_sub(2),
                height: page_height,
                ..body
            },
            words: Rect {
                x: 1,
                y: body.y + page_height,
                width: body.width.saturating_sub(2),
                height: words,
            },
        };
    }
    let words = (body.width / 4).clamp(28, 56);
    FormAreas {
        sections: Rect {
            width: SECTIONS,
            ..body
        },
        page: Rect {
            x: SECTIONS + 1,
            width: body.width - SECTIONS - words - 2,
            ..body
        },
        words: Rect {
            x: body.width - words,
            width: words,
            ..body
        },
    }
}

/// The areas of the catalog and the list of drafts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HomeAreas {
    /// The search line.
    pub find: Rect,
    /// The list.
    pub list: Rect,
    /// The project pointed at; empty in narrow terminals.
    pub detail: Rect,
}

/// Cuts the body for the catalog and the list of drafts.
#[must_use]
pub fn home(size: Size) -> HomeAreas {
    let body = frame(size).body;
    let detail = if size.width < WIDE {
        0
    } else {
        body.width * 3 / 5
    };
    let width = body.width - detail;
    HomeAreas {
        find: Rect {
            width,
            height: 1,
            ..body
        },
        list: Rect {
            y: body.y + 1,
            width,
            height: body.height.saturating_sub(1),
            ..body
        },
        detail: Rect {
            x: width,
            width: detail,
            ..body
        },
    }
}

/// The areas of the board.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BoardAreas {
    /// The search line.
    pub find: Rect,
    /// The names of the columns.
    pub head: Rect,
    /// The drafts.
    pub list: Rect,
    /// The sum of what is shown.
    pub sum: Rect,
    /// Sums by project and category; empty in narrow terminals.
    pub bars: Rect,
}

/// Cuts the body for the board.
#[must_use]
pub fn board(size: Size) -> BoardAreas {
    let body = frame(size).body;
    let bars = if size.width < WIDE {
        0
    } else {
        body.width * 3 / 10
    };
    let width = body.width - bars;
    let row = |y| Rect {
        y,
        width,
        height: 1,
        ..body
    };
    BoardAreas {
        find: row(body.y),
        head: row(body.y + 1),
        list: Rect {
            y: body.y + 2,
            width,
            height: body.height.saturating_sub(3),
            ..body
        },
        sum: row(body.bottom().saturating_sub(1)),
        bars: Rect {
            x: width,
            width: bars,
            ..body
        },
    }
}

/// The areas of the review.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReviewAreas {
    /// What stands in the two columns; empty where there is only one.
    pub head: Rect,
    /// The two drafts.
    pub sheet: Rect,
    /// What is remarked on them; empty where it stands below.
    pub margin: Rect,
    /// How the sheet is cut into columns, its first [`GUTTER`] columns left out.
    pub columns: Columns,
}

/// From this width on, what is remarked on a draft stands beside it.
const WITH_MARGIN: u16 = 120;
/// Columns for the place one is at and for what happened there.
pub const GUTTER: u16 = 3;
/// Columns between the base and the draft.
pub const BETWEEN: u16 = 3;

/// Cuts the body for the review.
#[must_use]
pub fn review(size: Size, view: View) -> ReviewAreas {
    let body = frame(size).body;
    let margin = match size.width {
        width if width < WITH_MARGIN => 0,
        width => (width / 4).clamp(30, 46),
    };
    let beside = view == View::Beside && size.width >= WIDE;
    let head = Rect {
        height: u16::from(beside),
        ..body
    };
    let sheet = Rect {
        y: body.y + head.height,
        height: body.height - head.height,
        width: body.width - margin,
        ..body
    };
    let whole = sheet.width.saturating_sub(GUTTER + 1);
    let half = if beside { (whole - BETWEEN) / 2 } else { 0 };
    ReviewAreas {
        head,
        sheet,
        margin: Rect {
            x: sheet.right(),
            width: margin,
            ..sheet
        },
        columns: Columns {
            whole: usize::from(whole),
            half: usize::from(half),
            under: view != View::Alone,
            margin: usize::from(margin.saturating_sub(2)),
        },
    }
}

/// The areas of a note that is being typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoteAreas {
    /// The window.
    pub window: Rect,
    /// What the words are about.
    pub told: Rect,
    /// The words.
    pub text: Rect,
}

/// Cuts a window for a note.
#[must_use]
pub fn note(size: Size) -> NoteAreas {
    let window = window(size, 76, 13);
    let row = |y: u16, height: u16| Rect {
        x: window.x + 2,
        y: window.y + y,
        width: window.width.saturating_sub(4),
        height,
    };
    NoteAreas {
        window,
        told: row(1, 2),
        text: row(4, window.height.saturating_sub(5)),
    }
}

/// The areas of the import of an annex.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ImportAreas {
    /// The list of doubts and values.
    pub list: Rect,
    /// The line below it.
    pub rule: Rect,
    /// Where the printed words stand in the annex.
    pub left_head: Rect,
    /// The printed words.
    pub left: Rect,
    /// What they were read as.
    pub right_head: Rect,
    /// What was made of them.
    pub right: Rect,
}

/// Cuts the body for the import.
#[must_use]
pub fn import(size: Size) -> ImportAreas {
    let body = frame(size).body;
    let height = (body.height * 2 / 5).max(3);
    let below = body.y + height;
    let half = body.width / 2;
    let row = |x, y, width| Rect {
        x,
        y,
        width,
        height: 1,
    };
    let pane = |x, width| Rect {
        x,
        y: below + 2,
        width,
        height: body.bottom().saturating_sub(below + 2),
    };
    let (left, right) = (half.saturating_sub(2), body.width.saturating_sub(half + 1));
    ImportAreas {
        list: Rect { height, ..body },
        rule: row(body.x, below, body.width),
        left_head: row(body.x + 1, below + 1, left),
        left: pane(body.x + 1, left),
        right_head: row(body.x + half, below + 1, right),
        right: pane(body.x + half, right),
    }
}

/// A window in the middle, over the screen below.
#[must_use]
pub fn window(size: Size, columns: u16, rows: u16) -> Rect {
    let body = frame(size).body;
    let width = columns.min(size.width.saturating_sub(4));
    let height = rows.min(body.height);
    Rect {
        x: (size.width - width) / 2,
        y: body.y + (body.height - height) / 2,
        width,
        height,
    }
}

/// The first row shown of a list, so that `chosen` is in sight with as little scrolling as can be.
#[must_use]
pub fn scrolled(scroll: usize, chosen: std::ops::Range<usize>, height: usize) -> usize {
    let bottom = chosen.end.saturating_sub(height);
    scroll.max(bottom).min(chosen.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_can_be_cut_at_any_size() {
        for (width, height) in (0..60).flat_map(|width| (0..30).map(move |height| (width, height)))
        {
            let size = Size { width, height };
            let areas = import(size);
            let panes = [areas.left, areas.right, form(size).page, home(size).list];
            let others = [board(size).list, note(size).text, window(size, 40, 9)];
            for area in panes.iter().chain(&others) {
                assert!(
                    area.width <= width && area.height <= height,
                    "{size} {area}"
                );
            }
        }
    }
}
