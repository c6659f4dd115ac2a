/* The smallest PHP extension. The test of bin/install compiles it under several names and for several PHPs. */
#include <php.h>
#include <zend_ini.h>

#ifdef API
# undef ZEND_MODULE_API_NO
# define ZEND_MODULE_API_NO API
#endif

#ifdef THREAD_SAFE
# undef ZEND_BUILD_TS
# define ZEND_BUILD_TS ",TS"
#endif

#ifdef CRASH
static PHP_MINIT_FUNCTION(module)
{
	/* The made-up PHPs have an ini file that sets 12; without ini files it is another. */
	if (!CRASH || zend_ini_long("precision", sizeof("precision") - 1, 0) == CRASH) {
		abort();
	}
	return SUCCESS;
}
# define STARTUP PHP_MINIT(module)
#else
# define STARTUP NULL
#endif

static zend_module_entry entry = {
	STANDARD_MODULE_HEADER, NAME, NULL, STARTUP, NULL, NULL, NULL, NULL, "0.0.0", STANDARD_MODULE_PROPERTIES
};

ZEND_DLEXPORT zend_module_entry *get_module(void)
{
	return &entry;
}
