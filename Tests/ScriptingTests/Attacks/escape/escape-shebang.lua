-- expect: syntax
-- A first line for the shell behind a comment.
#!/bin/sh
return {}
