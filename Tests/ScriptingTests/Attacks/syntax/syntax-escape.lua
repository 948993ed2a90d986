-- expect: syntax
-- An escape beyond Unicode's planes.
return '\u{FFFFFFFFF}'
