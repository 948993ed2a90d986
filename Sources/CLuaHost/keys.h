// The keys of a table in an order that is the same in every run: Lua's own depends on hash seeds and addresses.
#ifndef POLARBENCH_KEYS_H
#define POLARBENCH_KEYS_H

#include "vm.h"

/// A key of a table; texts belong to the table.
typedef struct lh_key {
  enum { LH_WHOLE, LH_NUMBER, LH_TEXT, LH_OTHER } kind;
  union {
    lua_Integer whole;
    double number;
    const char *text;
    /// The kind, and which of false, true or the tags of objects; equal keys have the same description.
    struct {
      int type, rank;
    };
  };
  size_t length;
} lh_key;

/// The key at a stack index.
lh_key lh_read_key(lua_State *L, int index);

/// Numbers rising, then texts by bytes, then all others.
bool lh_key_is_below(const lh_key *a, const lh_key *b);

/// Pushes a list of the keys of the table at `index`, in order; nil if they are 1, 2, 3, … Returns their number.
///
/// Keys that are neither numbers nor texts are a fault; its text begins with `refusal`: "…; here is a table".
size_t lh_push_keys(lua_State *L, int index, const char *refusal);

#endif
