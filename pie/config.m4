dnl For phpize, run in this folder: how PIE builds the extension where a release has no library for a PHP. The work is cargo's.

AC_MSG_CHECKING([for cargo])
runcloud_rust=`sed -n 's/^rust-version = "\(.*\)"$/\1/p' "$abs_srcdir/../Cargo.toml"`
runcloud_cargo=
for runcloud_file in ${CARGO:+"$CARGO"} cargo "$HOME/.cargo/bin/cargo" /usr/bin/cargo /usr/lib/rust-*/bin/cargo; do
  runcloud_file=`command -v "$runcloud_file"` || continue
  runcloud_version=`"$runcloud_file" --version 2>/dev/null | sed -n 's/^cargo \(@<:@0-9.@:>@*\).*/\1/p'`
  AS_VERSION_COMPARE([$runcloud_version], [$runcloud_rust], [continue])
  runcloud_cargo=$runcloud_file
  break
done
AC_MSG_RESULT([${runcloud_cargo:-no}])
if test -z "$runcloud_cargo"; then
  AC_MSG_ERROR([Rust $runcloud_rust or later is missing. Install it, then run this again: curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh])
fi

dnl It is looked for where bindgen will, and libclang-cpp is another library.
AC_MSG_CHECKING([for libclang])
runcloud_libclang=$LIBCLANG_PATH
runcloud_llvm=`${LLVM_CONFIG_PATH:-llvm-config} --prefix 2>/dev/null`
for runcloud_folder in ${runcloud_llvm:+"$runcloud_llvm"/lib*} `echo "$LD_LIBRARY_PATH:$LIBRARY_PATH" | tr : ' '` /usr/lib* /usr/lib*/* /usr/lib*/*/* \
    /usr/local/lib* /usr/local/lib*/* /usr/local/lib*/*/* /usr/local/llvm*/lib*; do
  for runcloud_file in "$runcloud_folder"/libclang.so* "$runcloud_folder"/libclang-*.so*; do
    case $runcloud_file in
      *-cpp.*) ;;
      *) test -n "$runcloud_libclang" || test ! -e "$runcloud_file" || runcloud_libclang=$runcloud_file ;;
    esac
  done
done
AC_MSG_RESULT([${runcloud_libclang:-no}])
if test -z "$runcloud_libclang"; then
  AC_MSG_ERROR([libclang is missing. Install the package libclang-dev (Debian, Ubuntu), clang-devel (Fedora, RHEL) or clang-dev (Alpine), or name its folder with LIBCLANG_PATH, then run this again.])
fi

dnl cargo runs in another folder.
runcloud_php_config=`command -v "$PHP_CONFIG"`
case $runcloud_php_config in
  /*) ;;
  *) runcloud_php_config=`pwd`/$runcloud_php_config ;;
esac
runcloud_php=$PHP_EXECUTABLE
test -x "$runcloud_php" || runcloud_php=`dirname "$runcloud_php_config"`/php

runcloud_sources=`cd "$abs_srcdir/.." && find "\`pwd\`/src" -name '*.rs' | tr '\n' ' '`

dnl configure makes a folder of this list, and complains where it is empty.
PHP_ADD_BUILD_DIR([modules])
PHP_SUBST(runcloud_cargo)
PHP_SUBST(runcloud_php)
PHP_SUBST(runcloud_php_config)
PHP_SUBST(runcloud_sources)
PHP_ADD_MAKEFILE_FRAGMENT([$abs_srcdir/Makefile.frag], [$abs_srcdir], [$abs_builddir])
