---@meta
-- The objects and functions of policies, for editors: the Lua language server (LuaLS) completes and type-checks policies
-- with this file in its workspace library. This file is never run. The contract is docs/reference/lua-api.md.

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
---@field start? fun(setting: Setting): any, Step?  once per cell: the state, and the step before which plan is first called
---@field route? fun(state: any, request: Request, residents: Residents): Adapter  each request: the adapter that serves it
---@field learn? fun(state: any, outcome: Outcome)  after each request
---@field used? fun(state: any, adapter: Adapter, step: Step, kind: Use, units: integer, bytes: integer)  each use of an adapter
---@field admit? fun(state: any, adapter: Adapter, residents: Residents, step: Step, units: integer, bytes: integer): boolean  a miss: whether to page the adapter in
---@field victim? fun(state: any, adapter: Adapter, residents: Residents, step: Step, units: integer, bytes: integer): Adapter?  a miss, until the adapter fits: the victim, or nil
---@field plan? fun(state: any, step: Step, residents: Residents): Adapter[]?, Step?  before the step that it last returned: the set, and the next step
---@field choose? fun(state: any, heads: Heads, now: number): Adapter?  while a step has space: the adapter whose first request is admitted, or nil
---@field send? fun(state: any, request: Request, replicas: Replicas): Replica  each request: its replica

---@class Setting
---@field adapters integer      N
---@field dimension integer     d, the length of contexts; 0 without
---@field capacity integer      the capacity of the GPU tier, in `unit`
---@field unit "slots"|"bytes"|"pages"
---@field horizon? integer      T
---@field parameters table<string, any>  by name: numbers, texts, flags
---@field costs Vector          page-in costs from the adapters' tiers at the start; empty in id traces (each costs 1)
---@field units integer[]       units of the capacity that each adapter takes
---@field bytes integer[]       the size of each adapter
---@field ranks integer[]       the LoRA rank of each adapter, 0 if unknown
---@field names string[]
---@field pinned Adapter[]      adapters that may never leave
---@field replicas integer      G, for a replica-router only

-- Views: valid during the call that receives them ---------------------------------------------------------------------

---@class Request
---@field step Step
---@field time number           seconds since the trace began
---@field context Vector        d numbers
---@field asked? Adapter        the adapter that the trace names
---@field prompt_tokens integer
---@field output_tokens integer

---@class Outcome: Request
---@field adapter Adapter       the adapter that served
---@field reward number         utility, without costs
---@field hit boolean           whether it was resident
---@field cost number           the paging cost

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

---0 if `a` is resident, else its current page-in cost.
---@param a Adapter
---@return number
function Residents:cost(a) end

---Writes the cost of each adapter into `v`, and returns it.
---@param v Vector
---@return Vector
function Residents:costs(v) end

---The adapter that may leave with the lowest `v[a]`; ties go to the lowest index; nil if none may.
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

---Position in the queue: lower arrived first; preempted requests come before all others.
---@param a Adapter
---@return integer
function Heads:place(a) end

---Its arrival, in seconds.
---@param a Adapter
---@return number
function Heads:arrival(a) end

---Requests of the adapter in the queue.
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

---The adapter with the lowest `v[a]`; ties, and without `v` all, go to the earliest in the queue.
---@param v? Vector
---@return Adapter
function Heads:first(v) end

---Equal servers, each as of the end of the last step that began before the request arrived.
---@class Replicas
---@operator len: integer
local Replicas = {}

---Requests sent there that are not finished.
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

---The replica with the lowest `v[g]`; ties, and without `v` all, go to the fewest open requests, then to the lowest number.
---@param v? Vector
---@return Replica
function Replicas:first(v) end

-- Objects --------------------------------------------------------------------------------------------------------------

---Doubles.
---@class Vector
---@field [integer] number
---@operator len: integer
local Vector = {}

---The sum of the products of elements.
---@param w Vector
---@return number
function Vector:dot(w) end

---Adds a·w to the vector.
---@param a number
---@param w Vector
---@return Vector self
function Vector:axpy(a, w) end

---Multiplies each element by `a`.
---@param a number
---@return Vector self
function Vector:scale(a) end

---Sets each element to `x`.
---@param x number
---@return Vector self
function Vector:fill(x) end

---Copies the numbers of `w` into this vector.
---@param w Vector
---@return Vector self
function Vector:copy(w) end

---The sum of all elements, in index order.
---@return number
function Vector:sum() end

---The index of the highest number; ties go to the lowest index.
---@return integer?
function Vector:argmax() end

---The index of the lowest number; ties go to the lowest index.
---@return integer?
function Vector:argmin() end

---A table of rows that grows.
---@class Rows
---@field width integer
---@operator len: integer
local Rows = {}

---Appends a row: a copy of `v`.
---@param v Vector
function Rows:append(v) end

---The number in row i, column j.
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

---Linear models, one per arm: `host.linucb` and `host.lints`.
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

---The arm with the highest score minus cost; ties go to the lowest index. Not for lints.
---@param context Vector
---@param costs? Vector
---@return integer arm
function Model:best(context, costs) end

---The estimated reward of the arm: θᵀx.
---@param arm integer
---@param context Vector
---@return number
function Model:mean(arm, context) end

---The uncertainty of that estimate: the confidence width √(xᵀA⁻¹x).
---@param arm integer
---@param context Vector
---@return number
function Model:width(arm, context) end

---Learns the reward of the arm for a context.
---@param arm integer
---@param context Vector
---@param reward number
function Model:learn(arm, context, reward) end

---The number of rewards that the arm has learnt.
---@param arm integer
---@return integer
function Model:count(arm) end

---Rows of contexts to rows of scores, one score per arm.
---@param rows Rows
---@param alpha? number
---@return Rows
function Model:utilities(rows, alpha) end

---One linear model: `host.ridge`.
---@class Ridge
local Ridge = {}

---The prediction of the model: θᵀx.
---@param context Vector
---@return number
function Ridge:mean(context) end

---Its uncertainty: the confidence width √(xᵀA⁻¹x).
---@param context Vector
---@return number
function Ridge:width(context) end

---Learns the observed value for a context.
---@param context Vector
---@param reward number
function Ridge:learn(context, reward) end

---Ids by key.
---@class Heap
---@operator len: integer
local Heap = {}

---Sets the key of an id, and makes it the last among ties.
---@param id integer
---@param key number
function Heap:set(id, key) end

---Removes an id; returns whether it was in.
---@param id integer
---@return boolean
function Heap:remove(id) end

---The id with the lowest key; ties go to the id that was set longest ago. With residents: the lowest that may leave.
---@param residents? Residents
---@return integer? id
---@return number? key
function Heap:min(residents) end

---The key of an id; nil if it is not in the heap.
---@param id integer
---@return number?
function Heap:key(id) end

---Ids in an order, each with its units.
---@class List
---@operator len: integer
local List = {}

---Moves an id to the front, from any list; `units` left out: its earlier units, or 1.
---@param id integer
---@param units? integer
function List:front(id, units) end

---Moves an id to the back, from any list.
---@param id integer
---@param units? integer
function List:back(id, units) end

---Removes an id; returns whether it was in, and its neighbour towards the front.
---@param id integer
---@return boolean
---@return integer?
function List:remove(id) end

---The id at the front; nil if the list is empty.
---@return integer?
function List:first() end

---The id at the back; with residents: the nearest to the back that may leave.
---@param residents? Residents
---@return integer?
function List:last(residents) end

---Removes the last id and returns it; with residents: the nearest to the back that may leave.
---@param residents? Residents
---@return integer?
function List:pop(residents) end

---The next towards the back.
---@param id integer
---@return integer?
function List:next(id) end

---The next towards the front; with residents: the nearest in that direction that may leave.
---@param id integer
---@param residents? Residents
---@return integer?
function List:previous(id, residents) end

---Whether an id is in the list.
---@param id integer
---@return boolean
function List:has(id) end

---The units of all ids in the list.
---@return integer
function List:units() end

---The last n numbers, the oldest first.
---@class Ring
---@field [integer] number
---@operator len: integer
local Ring = {}

---Adds a number; returns the dropped one.
---@param x number
---@return number?
function Ring:push(x) end

---The sum of all numbers, from the oldest on.
---@return number
function Ring:sum() end

---Approximate counts of ids (count-min).
---@class Sketch
local Sketch = {}

---Counts an id once more.
---@param id integer
function Sketch:add(id) end

---The estimated count: never too low since the last halving.
---@param id integer
---@return integer
function Sketch:estimate(id) end

---Halves all counters, so that old counts fade.
function Sketch:halve() end

---The width of the rows.
---@return integer
function Sketch:width() end

---Doubles the rows until they are n wide.
---@param n integer
function Sketch:widen(n) end

---An exponentially weighted mean.
---@class Ewma
local Ewma = {}

---Adds a number, the newest.
---@param x number
function Ewma:add(x) end

---The weighted mean; nil before the first number.
---@return number?
function Ewma:value() end

---The cell's stream of random numbers.
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

---The cell's stream; `math.random` draws from it too.
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

---An empty table of rows with `width` numbers each.
---@param width integer
---@return Rows
function host.rows(width) end

---The engine of the built-ins: a linear model per arm, with confidence widths.
---@param options ModelOptions
---@return Model
function host.linucb(options) end

---One linear model.
---@param options RidgeOptions
---@return Ridge
function host.ridge(options) end

---A linear model per arm, drawn from its posterior.
---@param options ModelOptions
---@return Model
function host.lints(options) end

---The set of adapters with the best facility-location value, as in POLAR's plans.
---@param options CoverOptions
---@return Adapter[]
function host.cover(options) end

---An empty heap: ids by key.
---@return Heap
function host.heap() end

---An empty list of ids.
---@return List
function host.list() end

---n lists that share their ids: an id is in at most one of them.
---@param n integer
---@return List ...
function host.lists(n) end

---An empty ring for the last n numbers.
---@param n integer
---@return Ring
function host.ring(n) end

---Counts of ids in fixed memory: `depth` rows of `width` counters, a power of two.
---@param width integer
---@param depth integer
---@param most? integer         the highest count
---@return Sketch
function host.sketch(width, depth, most) end

---An exponentially weighted mean: a number that is `half_life` numbers old has half the weight.
---@param half_life number      in numbers added
---@return Ewma
function host.ewma(half_life) end

---Adds a line to the cell's log, at most 64 KiB in all.
---@param ... any
function host.log(...) end

-- Beyond the standard library ------------------------------------------------------------------------------------------

---x to the power y; the same bits on every machine, unlike `^`.
---@param x number
---@param y number
---@return number
function math.pow(x, y) end

-- Of the standard library ----------------------------------------------------------------------------------------------

-- These, as in Lua 5.4 within the bounds in docs/reference/lua-api.md, and nothing else:
-- offered: assert error getmetatable ipairs pairs rawequal rawget rawlen rawset select setmetatable tonumber tostring type
-- offered: math.abs math.ceil math.exp math.floor math.fmod math.huge math.log math.max math.maxinteger math.min
-- offered: math.mininteger math.modf math.pi math.random math.sqrt math.tointeger math.type math.ult
-- offered: string.byte string.char string.format string.len string.lower string.rep string.reverse string.sub string.upper
-- offered: table.concat table.insert table.move table.pack table.remove table.sort table.unpack
