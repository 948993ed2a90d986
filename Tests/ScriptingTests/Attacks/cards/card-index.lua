-- expect: load
-- A card whose fields come by __index.
return setmetatable({}, { __index = function() while true do end end })
