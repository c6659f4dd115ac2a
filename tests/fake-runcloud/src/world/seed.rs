use std::collections::BTreeMap;

use super::{Domain, DomainType, ExternalApi, Server, WebApp, World};
use crate::{
    APP_ID, FOREIGN_APP_ID, FOREIGN_DOMAIN, FOREIGN_SERVER_ID, OTHER_APP_DOMAIN, OTHER_APP_ID,
    SECOND_APP_ID, SECOND_SERVER_DOMAIN, SECOND_SERVER_ID, SERVER_ID,
};

const CREATED: &str = "2024-07-09 06:56:05";

impl World {
    /// Two servers of the account and one of another, and so many domains in [`APP_ID`].
    pub(crate) fn new(domains: usize) -> Self {
        let servers = [
            server(SERVER_ID, "web-1", "192.0.2.1", true),
            server(SECOND_SERVER_ID, "web-2", "192.0.2.2", true),
            server(FOREIGN_SERVER_ID, "not-yours", "198.51.100.7", false),
        ];
        let apps = [
            app(APP_ID, SERVER_ID, "app-network"),
            app(OTHER_APP_ID, SERVER_ID, "app-other"),
            app(SECOND_APP_ID, SECOND_SERVER_ID, "app-second"),
            app(FOREIGN_APP_ID, FOREIGN_SERVER_ID, "app-foreign"),
        ];
        let mut world = Self {
            servers: servers
                .into_iter()
                .map(|server| (server.id, server))
                .collect(),
            apps: apps.into_iter().map(|app| (app.id, app)).collect(),
            domains: BTreeMap::new(),
            external_apis: vec![ExternalApi {
                id: 11,
                label: "dns".to_owned(),
                service: "cloudflare".to_owned(),
                username: "owner@example.net".to_owned(),
                secret: "fake-dns-secret-for-tests".to_owned(),
            }],
            next_domain: 700,
            next_ssl: 123,
        };
        for (app, name) in [
            (OTHER_APP_ID, OTHER_APP_DOMAIN),
            (SECOND_APP_ID, SECOND_SERVER_DOMAIN),
            (FOREIGN_APP_ID, FOREIGN_DOMAIN),
        ] {
            world.insert_domain(Domain {
                kind: DomainType::Primary,
                ..Domain::alias(app, name)
            });
        }
        world.next_domain = 710;
        world.seed(domains);
        world
    }

    /// Give [`APP_ID`] exactly these many domains, `site-0001.example.net` the primary, and no certificate.
    pub fn seed(&mut self, domains: usize) {
        self.domains.retain(|_, domain| domain.app != APP_ID);
        if let Some(app) = self.apps.get_mut(&APP_ID) {
            app.basic = None;
            app.transient = None;
        }
        for number in 1..=domains {
            let mut domain = Domain::alias(APP_ID, &format!("site-{number:04}.example.net"));
            if number == 1 {
                domain.kind = DomainType::Primary;
            }
            self.insert_domain(domain);
        }
    }
}

fn server(id: u64, name: &str, ip: &str, own: bool) -> Server {
    Server {
        id,
        name: name.to_owned(),
        ip: ip.to_owned(),
        own,
        connected: true,
        online: true,
        created_at: CREATED.to_owned(),
    }
}

fn app(id: u64, server: u64, name: &str) -> WebApp {
    WebApp {
        id,
        server,
        name: name.to_owned(),
        advanced_ssl: false,
        auto_ssl: false,
        basic: None,
        transient: None,
        log: Vec::new(),
        created_at: CREATED.to_owned(),
    }
}
