-- expect: syntax
-- A jump into nowhere.
goto nowhere
