package dev.headwater.ingest.pipeline;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Parts of MPEG-TS in a row, the last again and again, as fast as they are taken. Who connects anew misses what was before: the
 * n-th connection begins with the n-th part.
 */
final class Programme implements HttpHandler {
    private final List<byte[]> parts;
    private final AtomicInteger connections = new AtomicInteger();

    Programme(byte[]... parts) {
        this.parts = List.of(parts);
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        int first = Math.min(connections.getAndIncrement(), parts.size() - 1);
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (byte[] part : parts.subList(first, parts.size())) {
            out.write(part);
        }
        while (true) {
            out.write(parts.getLast());
        }
    }
}
