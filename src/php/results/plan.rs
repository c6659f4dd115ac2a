//! `RunCloud\Plan`

use crate::Domain;
use crate::php::value_class::value_class;

value_class!(crate::Plan as "RunCloud\\Plan", |plan| {
    "toAdd": Vec<String> = plan.to_add.iter().map(|one| one.name.to_string()).collect(),
    "inPlace": Vec<Domain> = plan.in_place,
    "extra": Vec<Domain> = plan.extra,
    "protected": Vec<Domain> = plan.protected,
    "wwwDiffers": Vec<Domain> = plan.www_differs,
});
