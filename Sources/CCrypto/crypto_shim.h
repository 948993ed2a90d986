// The plain functions of one algorithm, which an archive links alone; OpenSSL 3 would rather be asked for them by name.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
