---@meta
-- What policies are given, for editors: the Lua language server (LuaLS) completes and type-checks policies with this
-- file in its workspace library. Nothing here runs. docs/reference/lua-api.md is the contract that it follows.

---@alias Adapter integer  1 … N
---@alias Step integer     0, 1, 2, …
---@alias Replica integer  1 … G
---@alias Use "hit"|"page-in"|"bypass"|"placed"

-- The policy -----------------------------------------------------------------------------------------------------------

---@class Parameter
---@field name string
---@field default number|string|boolean
---@field min? number
---@field max? number
---@field integer? boolean      whole numbers only
---@field choices? string[]     for a default that is a text
---@field unit? string
---@field summary? string

---@class Policy
---@field name string           small letters, digits and hyphens
---@field kind "router"|"evictor"|"joint"|"scheduler"|"replica-router"
---@field api 1
---@field title? string
---@field summary? string
---@field sources? string[]
---@field parameters? Parameter[]
---@field traits? ("memory"|"sized"|"stochastic")[]
---@field start? fun(setting: Setting): any, Step?  once for each cell: the state, and the step before which plan is asked first
---@field route? fun(state: any, request: Request, residents: Residents): Adapter  each request: who serves it
---@field learn? fun(state: any, outcome: Outcome)  after each request
---@field used? fun(state: any, adapter: Adapter, step: Step, kind: Use, units: integer, bytes: integer)  each use of an adapter
---@field admit? fun(state: any, adapter: Adapter, residents: Residents, step: Step, units: integer, bytes: integer): boolean  a miss: whether to page the adapter in
---@field victim? fun(state: any, adapter: Adapter, residents: Residents, step: Step, units: integer, bytes: integer): Adapter?  a miss, until the adapter fits: who leaves, or nil
---@field plan? fun(state: any, step: Step, residents: Residents): Adapter[]?, Step?  before the step it asked for: the set, and the next step
---@field choose? fun(state: any, heads: Heads, now: number): Adapter?  while a step has room: whose first request is admitted, or nil
---@field send? fun(state: any, request: Request, replicas: Replicas): Replica  each request: where it goes

---@class Setting
---@field adapters integer      N
---@field dimension integer     d, the length of contexts; 0 without
---@field capacity integer      what the GPU tier holds, in `unit`
---@field unit "slots"|"bytes"|"pages"
---@field horizon? integer      T
---@field parameters table<string, any>  by name: numbers, texts, flags
---@field costs Vector          page-in costs from where the adapters lie at the start; empty in id traces (each costs 1)
---@field units integer[]       units of the capacity that each adapter takes
---@field bytes integer[]       the size of each adapter
---@field ranks integer[]       the LoRA rank of each adapter, 0 where it is not known
---@field names string[]
---@field pinned Adapter[]      adapters that may never leave
---@field replicas integer      G, for a replica-router alone

-- Views: good during the call that is given them -----------------------------------------------------------------------

---@class Request
---@field step Step
---@field time number           seconds since the trace began
---@field context Vector        d numbers
---@field asked? Adapter        the adapter that the trace names
---@field prompt_tokens integer
---@field output_tokens integer

---@class Outcome: Request
---@field adapter Adapter       who served
---@field reward number         utility, costs left out
---@field hit boolean           was it resident
---@field cost number           what paging cost

---The resident adapters in rising order.
---@class Residents
---@field used integer          units in use
---@field capacity integer      units in all
---@field adapters integer      N
---@field [integer] Adapter
---@operator len: integer
local Residents = {}

---Whether `a` is resident.
---@param a Adapter
---@return boolean
function Residents:has(a) end

---Whether `a` is resident, not pinned, not in use and not loading.
---@param a Adapter
---@return boolean
function Residents:mayleave(a) end

---0 where `a` is resident, else its page-in cost now.
---@param a Adapter
---@return number
function Residents:cost(a) end

---Writes the cost of each adapter into `v`, and returns it.
---@param v Vector
---@return Vector
function Residents:costs(v) end

---Who may leave with the lowest `v[a]`; ties go to the lowest index; nil where none may.
---@param v Vector
---@return Adapter?
function Residents:first(v) end

---The first waiting request of each adapter that the slots allow, in rising order of adapters; never empty.
---@class Heads
---@field [integer] Adapter
---@operator len: integer
local Heads = {}

---Whether `a` is among them.
---@param a Adapter
---@return boolean
function Heads:has(a) end

---Where it stands in the line: lower came first; preempted requests stand before all others.
---@param a Adapter
---@return integer
function Heads:place(a) end

---When it came, in seconds.
---@param a Adapter
---@return number
function Heads:arrival(a) end

---Requests of the adapter in the line.
---@param a Adapter
---@return integer
function Heads:waiting(a) end

---Requests of the adapter in the batch.
---@param a Adapter
---@return integer
function Heads:running(a) end

---Tokens to compute before the next one is generated.
---@param a Adapter
---@return integer
function Heads:tokens(a) end

---Whether `a` is on the GPU.
---@param a Adapter
---@return boolean
function Heads:resident(a) end

---Who has the lowest `v[a]`; ties, and all where `v` is left out, go to who stands first in the line.
---@param v? Vector
---@return Adapter
function Heads:first(v) end

---Equal servers, each as of the end of the last step that began before the request came.
---@class Replicas
---@operator len: integer
local Replicas = {}

---Requests sent there that are not done.
---@param g Replica
---@return integer
function Replicas:open(g) end

---Requests in its batch.
---@param g Replica
---@return integer
function Replicas:running(g) end

---Requests sent there that are not in the batch.
---@param g Replica
---@return integer
function Replicas:waiting(g) end

---The share of its KV cache in use, 0 to 1.
---@param g Replica
---@return number
function Replicas:kv(g) end

---Whether `a` is on its GPU.
---@param g Replica
---@param a Adapter
---@return boolean
function Replicas:resident(g, a) end

---Who has the lowest `v[g]`; ties, and all where `v` is left out, go to the fewest open requests, then to the lowest number.
---@param v? Vector
---@return Replica
function Replicas:first(v) end

-- Objects --------------------------------------------------------------------------------------------------------------

---Doubles.
---@class Vector
---@field [integer] number
---@operator len: integer
local Vector = {}

---The sum of the products of places.
---@param w Vector
---@return number
function Vector:dot(w) end

---Adds a·w to the vector.
---@param a number
---@param w Vector
---@return Vector self
function Vector:axpy(a, w) end

---Multiplies each place by `a`.
---@param a number
---@return Vector self
function Vector:scale(a) end

---Writes `x` into each place.
---@param x number
---@return Vector self
function Vector:fill(x) end

---Takes the numbers of `w`.
---@param w Vector
---@return Vector self
function Vector:copy(w) end

---The sum of all places, in index order.
---@return number
function Vector:sum() end

---The place of the highest number; ties go to the lowest place.
---@return integer?
function Vector:argmax() end

---The place of the lowest number; ties go to the lowest place.
---@return integer?
function Vector:argmin() end

---A table of rows that grows.
---@class Rows
---@field width integer
---@operator len: integer
local Rows = {}

---Adds a row behind the last: a copy of `v`.
---@param v Vector
function Rows:append(v) end

---The number in row i, place j.
---@param i integer
---@param j integer
---@return number
function Rows:get(i, j) end

---A copy of the last n rows.
---@param n integer
---@return Rows
function Rows:last(n) end

---A copy of min(n, #rows) rows, evenly spaced.
---@param n integer
---@return Rows
function Rows:spaced(n) end

---Keeps the last n rows.
---@param n integer
function Rows:trim(n) end

---Linear models, one for each arm: `host.linucb` and `host.lints`.
---@class Model
---@field alpha number          of linucb and ridge; can be set
---@field spread number         of lints; can be set
---@field arms integer
---@field dim integer
local Model = {}

---The score of each arm: mean + alpha · width (linucb), or the mean of a drawn model (lints). Its own vector.
---@param context Vector
---@return Vector
function Model:scores(context) end

---The arm with the highest score less cost; ties go to the lowest index. Not of lints.
---@param context Vector
---@param costs? Vector
---@return integer arm
function Model:best(context, costs) end

---What the arm is believed to earn: θᵀx.
---@param arm integer
---@param context Vector
---@return number
function Model:mean(arm, context) end

---How little is known of it: the confidence width √(xᵀA⁻¹x).
---@param arm integer
---@param context Vector
---@return number
function Model:width(arm, context) end

---Tells what the arm earned for a context.
---@param arm integer
---@param context Vector
---@param reward number
function Model:learn(arm, context, reward) end

---How many rewards the arm has learnt.
---@param arm integer
---@return integer
function Model:count(arm) end

---Rows of contexts to rows of scores, one for each arm.
---@param rows Rows
---@param alpha? number
---@return Rows
function Model:utilities(rows, alpha) end

---One linear model: `host.ridge`.
---@class Ridge
local Ridge = {}

---What the model foretells: θᵀx.
---@param context Vector
---@return number
function Ridge:mean(context) end

---How little is known: the confidence width √(xᵀA⁻¹x).
---@param context Vector
---@return number
function Ridge:width(context) end

---Tells what was seen for a context.
---@param context Vector
---@param reward number
function Ridge:learn(context, reward) end

---Ids by key.
---@class Heap
---@operator len: integer
local Heap = {}

---Gives an id a key, and renews its place among ties.
---@param id integer
---@param key number
function Heap:set(id, key) end

---Takes an id out; answers whether it was in.
---@param id integer
---@return boolean
function Heap:remove(id) end

---The id of the lowest key; ties go to whoever was set longest ago. With residents: the lowest that may leave.
---@param residents? Residents
---@return integer? id
---@return number? key
function Heap:min(residents) end

---The key of an id; nil where it is not in.
---@param id integer
---@return number?
function Heap:key(id) end

---Ids in a line, each with the units that it counts.
---@class List
---@operator len: integer
local List = {}

---Puts an id at the front, wherever it was; `units` left out: what it counted, or 1.
---@param id integer
---@param units? integer
function List:front(id, units) end

---Puts an id at the back, wherever it was.
---@param id integer
---@param units? integer
function List:back(id, units) end

---Takes an id out; answers whether it was in, and its neighbour towards the front.
---@param id integer
---@return boolean
---@return integer?
function List:remove(id) end

---The id at the front; nil where it is empty.
---@return integer?
function List:first() end

---The last; with residents: the nearest to the back that may leave.
---@param residents? Residents
---@return integer?
function List:last(residents) end

---Takes the last out and answers it; with residents: the nearest to the back that may leave.
---@param residents? Residents
---@return integer?
function List:pop(residents) end

---The next towards the back.
---@param id integer
---@return integer?
function List:next(id) end

---The next towards the front; with residents: the nearest that way that may leave.
---@param id integer
---@param residents? Residents
---@return integer?
function List:previous(id, residents) end

---Whether an id is in.
---@param id integer
---@return boolean
function List:has(id) end

---The units of all in it.
---@return integer
function List:units() end

---The last n numbers, the oldest first.
---@class Ring
---@field [integer] number
---@operator len: integer
local Ring = {}

---Returns the number that fell out.
---@param x number
---@return number?
function Ring:push(x) end

---The sum of all, the oldest first.
---@return number
function Ring:sum() end

---Count-min: how often ids were added, roughly.
---@class Sketch
local Sketch = {}

---Counts an id once more.
---@param id integer
function Sketch:add(id) end

---Never too low, since the last halving.
---@param id integer
---@return integer
function Sketch:estimate(id) end

---Halves all counters, so that the past fades.
function Sketch:halve() end

---How wide the rows are.
---@return integer
function Sketch:width() end

---Doubles the rows until they are n wide.
---@param n integer
function Sketch:widen(n) end

---A mean that forgets.
---@class Ewma
local Ewma = {}

---Adds a number, the newest.
---@param x number
function Ewma:add(x) end

---The weighted mean; nil before the first number.
---@return number?
function Ewma:value() end

---The cell's own stream of random numbers.
---@class Rng
local Rng = {}

---In [0, 1).
---@return number
function Rng:uniform() end

---From a to b, both included; fewer than 2^63 numbers.
---@param a integer
---@param b integer
---@return integer
function Rng:integer(a, b) end

---A standard normal.
---@return number
function Rng:normal() end

---Shuffles a list in place.
---@generic T
---@param list T[]
---@return T[]
function Rng:shuffle(list) end

-- host -----------------------------------------------------------------------------------------------------------------

---@class ModelOptions
---@field arms integer
---@field dim integer
---@field ridge? number         1
---@field alpha? number         0.5; of linucb
---@field spread? number        0.5; of lints
---@field discount? number      1

---@class RidgeOptions
---@field dim integer
---@field ridge? number         1
---@field discount? number      1

---@class CoverOptions
---@field utilities Rows        rows of N
---@field costs Vector
---@field capacity integer      at most 2^53
---@field units? integer[]      at most 2^42 each; left out: slots, all of which are filled
---@field previous? Adapter[]
---@field load? Vector
---@field horizon? number       1
---@field pinned? Adapter[]
---@field search? "greedy"|"swaps"|"exact"

host = {}

---The cell's own stream; `math.random` draws from it too.
---@return Rng
function host.rng() end

---A vector of n zeros.
---@param n integer
---@return Vector
function host.zeros(n) end

---A vector of these numbers; of a vector, a copy.
---@param list number[]|Vector
---@return Vector
function host.vector(list) end

---A table without rows, each to have `width` numbers.
---@param width integer
---@return Rows
function host.rows(width) end

---The engine of the built-ins: a linear model for each arm, with confidence widths.
---@param options ModelOptions
---@return Model
function host.linucb(options) end

---One linear model.
---@param options RidgeOptions
---@return Ridge
function host.ridge(options) end

---A linear model for each arm, drawn from what is believed of it.
---@param options ModelOptions
---@return Model
function host.lints(options) end

---The set of adapters of the best facility-location value, as POLAR plans.
---@param options CoverOptions
---@return Adapter[]
function host.cover(options) end

---An empty heap: ids by key.
---@return Heap
function host.heap() end

---An empty list: ids in a line.
---@return List
function host.list() end

---n lists that share their ids: an id is in one of them at most.
---@param n integer
---@return List ...
function host.lists(n) end

---An empty ring for the last n numbers.
---@param n integer
---@return Ring
function host.ring(n) end

---Counts of ids in fixed room: `depth` rows of `width` counters, a power of two.
---@param width integer
---@param depth integer
---@param most? integer         the highest count
---@return Sketch
function host.sketch(width, depth, most) end

---A mean that forgets: what is `half_life` numbers old weighs half.
---@param half_life number      in numbers added
---@return Ewma
function host.ewma(half_life) end

---A line kept with the cell, at most 64 KiB in all.
---@param ... any
function host.log(...) end

-- Beyond the standard library ------------------------------------------------------------------------------------------

---x to the power y; the same bits on every machine, which `^` does not promise.
---@param x number
---@param y number
---@return number
function math.pow(x, y) end

-- Of the standard library ----------------------------------------------------------------------------------------------

-- These, as in Lua 5.4 within the bounds that docs/reference/lua-api.md tells, and nothing else:
-- offered: assert error getmetatable ipairs pairs rawequal rawget rawlen rawset select setmetatable tonumber tostring type
-- offered: math.abs math.ceil math.exp math.floor math.fmod math.huge math.log math.max math.maxinteger math.min
-- offered: math.mininteger math.modf math.pi math.random math.sqrt math.tointeger math.type math.ult
-- offered: string.byte string.char string.format string.len string.lower string.rep string.reverse string.sub string.upper
-- offered: table.concat table.insert table.move table.pack table.remove table.sort table.unpack
