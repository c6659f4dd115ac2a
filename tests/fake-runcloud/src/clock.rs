//! The real clock, in the two forms RunCloud and HTTP write it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

pub(crate) const DAY: u64 = 86_400;

/// Seconds since 1970.
pub(crate) fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs()
}

/// Year, month and day of a moment, in UTC.
pub(crate) const fn date(unix: u64) -> (i32, u8, u8) {
    // Days are counted from 0000-03-01, so that the leap day is the last of its year.
    let days = unix / DAY + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year as i32, month as u8, day as u8)
}

/// A moment as RunCloud writes it: `2024-07-18 01:31:10`, without a zone.
pub(crate) fn stamp(unix: u64) -> String {
    let (year, month, day) = date(unix);
    let second = unix % DAY;
    let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02} {hours:02}:{minutes:02}:{seconds:02}")
}

/// A moment as HTTP writes it, for `Retry-After`.
pub(crate) fn http_date(unix: u64) -> String {
    httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(unix))
}

#[cfg(test)]
mod tests {
    use super::stamp;

    #[test]
    fn a_stamp_is_written_as_in_the_documentation() {
        assert_eq!(stamp(1_721_266_270), "2024-07-18 01:31:10");
        assert_eq!(stamp(951_782_400), "2000-02-29 00:00:00");
        assert_eq!(stamp(0), "1970-01-01 00:00:00");
    }
}
