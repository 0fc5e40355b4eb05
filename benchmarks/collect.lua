-- Collect requests for wrk. Arguments: file of requests (user agent, tab, JSON body a line), and the number of
-- requests in a row from one visitor: 0 means as many visitors as the file has lines.
local requests, count, number, per_visitor = {}, 0, 0, 0

function init(arguments)
    per_visitor = tonumber(arguments[2])
    local host = wrk.headers["Host"]
    for line in io.lines(arguments[1]) do
        local agent, body = line:match("^([^\t]*)\t(.*)$")
        local head = "POST /api/collect HTTP/1.1\r\nHost: " .. host .. "\r\nUser-Agent: " .. agent
            .. "\r\nAccept: */*\r\nAccept-Language: de-DE,de;q=0.9,en;q=0.8\r\nContent-Type: text/plain;charset=UTF-8"
            .. "\r\nOrigin: https://www.meadow.example\r\nReferer: https://www.meadow.example/\r\nX-Forwarded-For: "
        count = count + 1
        requests[count] = { head, "\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body }
    end
end

local function address(visitor)
    return "10." .. math.floor(visitor / 65536) % 256 .. "." .. math.floor(visitor / 256) % 256 .. "." .. visitor % 256
end

function request()
    number = number + 1
    local parts = requests[number % count + 1]
    local visitor = per_visitor == 0 and number % count or math.floor(number / per_visitor)
    return parts[1] .. address(visitor) .. parts[2]
end

function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format(
        '\n{"requests": %d, "seconds": %.6f, "p50_ms": %.3f, "p99_ms": %.3f, "p999_ms": %.3f, "max_ms": %.3f,'
            .. ' "refused": %d, "failed": %d}\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
        latency:percentile(99.9) / 1e3, latency.max / 1e3, errors.status,
        errors.connect + errors.read + errors.write + errors.timeout
    ))
end
