-- Callbacks for wrk: reports on messages of some campaigns, in a believable mix of statuses.
-- The arguments after `--`: how many messages there are; how many campaigns they are in; and the first message, for one report on each
-- from there on instead of reports on messages at random.

function init(args)
  messages = tonumber(args[1])
  codes = {}
  for code, weight in pairs({ [0] = 30, [13] = 15, [11] = 48, [3502] = 3, [3522] = 2, [3501] = 1, [3999] = 1 }) do
    for _ = 1, weight do
      codes[#codes + 1] = code
    end
  end
  campaigns = tonumber(args[2])
  next_message = tonumber(args[3])
  math.randomseed(os.time())
  path = wrk.path
end

function request()
  local message = next_message or math.random(0, messages - 1)
  next_message = next_message and (next_message + 1) % messages
  -- A permutation of the numbers, so that ids come in no order, as they do from the provider.
  local id = message * 7368787 % 1000000007
  return wrk.format("GET", string.format(
    "%s?numero=336%08d&date_reception=2026-11-23+09%%3A%02d%%3A%02d&statut=%d&smsID=S%011d&refClient=campaign-%d&mcc_mnc=20801&cost=1",
    path, message, math.random(0, 59), math.random(0, 59), codes[math.random(#codes)], id, message % campaigns))
end

function done(summary, latency)
  local errors = summary.errors
  local refused = errors.status + errors.connect + errors.read + errors.write + errors.timeout
  print(string.format("answers %f %f %f %d %d",
    (summary.requests - errors.status) / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, refused, summary.requests))
end
