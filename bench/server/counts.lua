-- For wrk: counts that a program can read. With the argument "post" the requests are POSTs without a body.
function init(arguments)
    if arguments[1] == "post" then
        wrk.method = "POST"
    end
end

function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format("requests=%d connect=%d read=%d write=%d timeout=%d status=%d\n",
        summary.requests, errors.connect, errors.read, errors.write, errors.timeout, errors.status))
end
