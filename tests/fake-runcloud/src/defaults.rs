//! The ids, names and credentials a test finds when it changes nothing.

/// The bearer token the fake knows unless told otherwise.
pub const TOKEN: &str = "fake-token-for-tests";
/// The API key (user of HTTP Basic) the fake knows unless told otherwise.
pub const KEY: &str = "fake-key-for-tests";
/// The API secret (password of HTTP Basic) the fake knows unless told otherwise.
pub const SECRET: &str = "fake-secret-for-tests";

/// The server of the account under test.
pub const SERVER_ID: u64 = 10101;
/// The web application under test, on [`SERVER_ID`]; [`crate::Fake::seed`] fills it.
pub const APP_ID: u64 = 646;
/// Another web application on [`SERVER_ID`].
pub const OTHER_APP_ID: u64 = 647;
/// The primary domain of [`OTHER_APP_ID`].
pub const OTHER_APP_DOMAIN: &str = "taken-in-other-app.example.org";

/// A second server of the same account.
pub const SECOND_SERVER_ID: u64 = 10102;
/// The web application on [`SECOND_SERVER_ID`].
pub const SECOND_APP_ID: u64 = 648;
/// The primary domain of [`SECOND_APP_ID`].
pub const SECOND_SERVER_DOMAIN: &str = "taken-on-second-server.example.org";

/// A server of somebody else's account.
pub const FOREIGN_SERVER_ID: u64 = 20202;
/// The web application on [`FOREIGN_SERVER_ID`].
pub const FOREIGN_APP_ID: u64 = 900;
/// The primary domain of [`FOREIGN_APP_ID`].
pub const FOREIGN_DOMAIN: &str = "taken-in-other-account.example.org";

/// The names Let's Encrypt puts on one certificate at most.
pub(crate) const NAMES_PER_CERTIFICATE: usize = 100;
/// The largest page RunCloud gives.
pub(crate) const LARGEST_PAGE: usize = 40;
/// The page RunCloud gives when none was asked for.
pub(crate) const USUAL_PAGE: usize = 20;
