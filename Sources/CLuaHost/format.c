// string.format with the items listed in `known`, flags, and a width and a precision of at most two digits.
#include <string.h>

#include "vm.h"

enum {
  /// "%", five flags, "99", ".99", "ll", a letter.
  longest_item = 16,
  /// The longest number: %.99f of the largest double.
  longest_number = 512,
};

/// One parsed item of a format.
typedef struct item {
  char flags[6];
  int width, precision;  // −1: left out
  char letter;
} item;

/// Up to two digits; −1 if there are none.
static int two_digits(const char **at) {
  int number = -1;
  for (int i = 0; i < 2 && **at >= '0' && **at <= '9'; i++) number = (number < 0 ? 0 : 10 * number) + *(*at)++ - '0';
  return number;
}

/// Reads an item after its "%". The text ends in a zero byte.
static item read_item(const char **at) {
  item read = {.precision = -1};
  for (size_t n = 0; n + 1 < sizeof read.flags && **at != 0 && strchr("-+ #0", **at) != NULL;) {
    read.flags[n++] = *(*at)++;
  }
  read.width = two_digits(at);
  if (**at == '.') {
    ++*at;
    read.precision = two_digits(at);
    if (read.precision < 0) read.precision = 0;
  }
  read.letter = **at;
  if (read.letter != 0) ++*at;
  return read;
}

/// The item in the form of C's printf; `size` is "ll" or "".
static void write_item(const item *read, const char *size, char *into) {
  into += sprintf(into, "%%%s", read->flags);
  if (read->width >= 0) into += sprintf(into, "%d", read->width);
  if (read->precision >= 0) into += sprintf(into, ".%d", read->precision);
  sprintf(into, "%s%c", size, read->letter);
}

static void add_number(lua_State *L, lh_builder *built, int argument, const item *read) {
  char printed[longest_item], *into = lh_reserve(built, longest_number);
  int count;
  if (strchr("dicuxX", read->letter) != NULL) {
    lua_Integer whole = lh_integer(L, argument, LUA_MININTEGER, LUA_MAXINTEGER, "a whole number");
    write_item(read, read->letter == 'c' ? "" : "ll", printed);
    count = read->letter == 'c' ? snprintf(into, longest_number, printed, (int)(unsigned char)whole)
                                : snprintf(into, longest_number, printed, (long long)whole);
  } else {
    double number = lh_number(L, argument, "a number");
    // The sign of NaN differs between machines.
    if (number != number) number = __builtin_fabs(number);
    write_item(read, "", printed);
    count = snprintf(into, longest_number, printed, number);
  }
  built->length += (size_t)count;
}

static void add_spaces(lh_builder *built, size_t count) {
  memset(lh_reserve(built, count), ' ', count);
  built->length += count;
}

static void add_text(lua_State *L, lh_builder *built, int argument, const item *read) {
  lh_push_text(L, argument);
  size_t length;
  const char *text = lua_tolstring(L, -1, &length);
  if (read->precision >= 0 && length > (size_t)read->precision) length = (size_t)read->precision;
  size_t padding = read->width >= 0 && length < (size_t)read->width ? (size_t)read->width - length : 0;
  bool is_left = strchr(read->flags, '-') != NULL;
  if (!is_left) add_spaces(built, padding);
  lh_add(built, text, length);
  if (is_left) add_spaces(built, padding);
  lua_pop(L, 1);
}

static const char known[] = "%d %i %u %c %x %X %e %E %f %F %g %G %a %A %s";

/// string.format(format, ...)
int lh_format(lua_State *L) {
  if (lua_type(L, 1) != LUA_TSTRING) lh_bad(L, 1, "a text as format");
  size_t length;
  const char *at = lua_tolstring(L, 1, &length), *end = at + length;
  lh_charge(L, length / 4);
  int argument = 1, last = lua_gettop(L);
  lh_builder built;
  lh_build(L, &built);
  while (at < end) {
    const char *start = at;
    if (*at != '%' || at[1] == '%') {
      at = memchr(at + 1, '%', (size_t)(end - at) - 1);
      if (at == NULL) at = end;
      lh_add(&built, start, (size_t)(at - start));
      if (*start == '%') at++;
      continue;
    }
    at++;
    item read = read_item(&at);
    if (read.letter == 0 || strchr("sdicuxXeEfFgGaA", read.letter) == NULL) {
      lua_pushlstring(L, start, (size_t)(at - start));
      return luaL_error(L, "bad argument: format() accepts %s and %%%%, not '%s'", known, lua_tostring(L, -1));
    }
    if (++argument > last) {
      return luaL_error(L, "bad argument: format() expected a value for its item %d, got nothing", argument - 1);
    }
    lh_charge(L, 32);
    if (read.letter == 's') {
      add_text(L, &built, argument, &read);
    } else {
      add_number(L, &built, argument, &read);
    }
  }
  lh_push_built(&built);
  return 1;
}
