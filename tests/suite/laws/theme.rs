//! Colours: true ones are readable on the usual grounds, the sixteen on any, and none is ever the only sign.

use ratatui::style::{Color, Modifier};
use shenbao::tui::theme::{Role, Theme};

/// Grounds that terminals come with: white, off-white, Solarized, GNOME; black, VS Code, Solarized, Ubuntu, Dracula.
const LIGHT: [u32; 4] = [0xff_ffff, 0xfa_fafa, 0xfd_f6e3, 0xee_eeee];
const DARK: [u32; 5] = [0x00_0000, 0x1e_1e1e, 0x00_2b36, 0x30_0a24, 0x28_2a36];
/// The least contrast for text (WCAG 2, level AA).
const LEAST: f64 = 4.5;

/// Relative luminance of an sRGB colour (WCAG 2).
fn luminance(rgb: [u8; 3]) -> f64 {
    let [r, g, b] = rgb.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn bytes(rgb: u32) -> [u8; 3] {
    let [_, r, g, b] = rgb.to_be_bytes();
    [r, g, b]
}

#[test]
fn the_ratio_is_the_one_of_the_standard() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.01);
    // The standard's own example of a grey that just fails, and one that just passes, on white.
    assert!(contrast([0x77; 3], [255; 3]) < LEAST);
    assert!(contrast([0x76; 3], [255; 3]) >= LEAST);
}

#[test]
fn true_colours_can_be_read_on_the_usual_grounds() {
    for (theme, grounds) in [(Theme::Light, &LIGHT[..]), (Theme::Dark, &DARK[..])] {
        let mut coloured = 0;
        for role in Role::ALL {
            let style = theme.style(role);
            let Some(Color::Rgb(r, g, b)) = style.fg else {
                assert_eq!(style.fg, None, "{theme:?} {role:?}");
                continue;
            };
            coloured += 1;
            assert!(
                !style.add_modifier.contains(Modifier::DIM),
                "{role:?} is dimmed"
            );
            for ground in grounds {
                let ratio = contrast([r, g, b], bytes(*ground));
                assert!(
                    ratio >= LEAST,
                    "{theme:?} {role:?} on {ground:06x}: {ratio:.2}"
                );
            }
        }
        assert!(coloured >= 9, "{theme:?}");
    }
}

#[test]
fn of_the_sixteen_only_those_that_show_on_any_ground_are_used() {
    use Color::{Blue, Cyan, Green, Magenta, Red};
    for role in Role::ALL {
        let style = Theme::Sixteen.style(role);
        assert_eq!(style.bg, None, "{role:?}");
        if let Some(colour) = style.fg {
            assert!(
                [Red, Green, Blue, Magenta, Cyan].contains(&colour),
                "{role:?}: {colour:?}"
            );
        }
    }
}

#[test]
fn without_colours_what_matters_still_stands_out() {
    for role in Role::ALL {
        let style = Theme::Plain.style(role);
        assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
    }
    for role in [
        Role::Title,
        Role::Chosen,
        Role::Selected,
        Role::Match,
        Role::Error,
        Role::Focus,
        Role::Key,
    ] {
        let weight = Theme::Plain.style(role).add_modifier;
        assert_ne!(
            weight,
            Theme::Plain.style(Role::Text).add_modifier,
            "{role:?}"
        );
    }
}

#[test]
fn every_choice_of_the_setting_is_a_theme() {
    use shenbao::domain::settings::{AUTO, SETTINGS, Setting};
    let entry = SETTINGS
        .iter()
        .find(|entry| entry.setting == Setting::Theme)
        .unwrap();
    let named: Vec<Theme> = entry
        .choices
        .iter()
        .filter(|choice| **choice != AUTO)
        .map(|choice| Theme::named(choice).unwrap())
        .collect();
    assert_eq!(named.len(), Theme::ALL.len());
    assert!(Theme::ALL.iter().all(|theme| named.contains(theme)));
}
