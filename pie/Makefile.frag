# `make install`, which root may run, finds the library built, and does not start cargo.
all: build-modules
build-modules: $(phplibdir)/runcloud.so
$(phplibdir)/runcloud.so: $(srcdir)/../Cargo.toml $(srcdir)/../Cargo.lock $(runcloud_sources)
	+cd "$(srcdir)/.." && \
	PATH="`dirname "$(runcloud_cargo)"`:$$PATH" PHP="$(runcloud_php)" PHP_CONFIG="$(runcloud_php_config)" \
		"$(runcloud_cargo)" build --release --locked && \
	cp "$${CARGO_TARGET_DIR:-target}/release/libruncloud.so" "$@"
