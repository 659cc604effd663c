-- Asks for the paths of a file, one after the other; each thread begins at another place.
-- Arguments: the file, the number of threads, and requests a second in all (0: as many as there can be).
local ffi = require("ffi")
ffi.cdef("typedef struct { long sec; long nsec; } headwater_time; int clock_gettime(int clock, headwater_time *time);")

local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

local requests = {}
local at = 0

function init(args)
  for path in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
  at = math.floor(#requests * number / tonumber(args[2]))
  local rate = tonumber(args[3]) / tonumber(args[2])
  if rate > 0 then
    local time = ffi.new("headwater_time")
    local function now()
      ffi.C.clock_gettime(1, time)
      return tonumber(time.sec) * 1000 + tonumber(time.nsec) / 1000000
    end
    local due = now()
    function delay()
      due = due + 1000 / rate
      return math.max(0, math.floor(due - now()))
    end
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency, _)
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"micros":%d,"bytes":%d,"p50Micros":%d,"p99Micros":%d,"errors":%d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
