-- Requests of links and pixels for wrk. Arguments: the path, and a user agent. Each request is of another visitor.
local head, number = "", 0

function init(arguments)
    head = "GET " .. arguments[1] .. " HTTP/1.1\r\nHost: " .. wrk.headers["Host"] .. "\r\nUser-Agent: " .. arguments[2]
        .. "\r\nAccept: */*\r\nAccept-Language: de-DE,de;q=0.9,en;q=0.8\r\nX-Forwarded-For: "
end

function request()
    number = number + 1
    return head .. "10." .. math.floor(number / 65536) % 256 .. "." .. math.floor(number / 256) % 256 .. "."
        .. number % 256 .. "\r\n\r\n"
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
