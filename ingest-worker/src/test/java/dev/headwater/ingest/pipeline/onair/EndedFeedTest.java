package dev.headwater.ingest.pipeline.onair;

import dev.headwater.core.fetch.WebServer;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.source.Devices;
import dev.headwater.ingest.supervisor.children.Await;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attempts at a source that are given up while they are still being opened. */
class EndedFeedTest {
    private static final int CELL = 188;
    private static final long ENOUGH = 200 * 7 * CELL;

    private final WebServer server = new WebServer();
    private final AtomicLong sent = new AtomicLong();

    @AfterEach
    void close() {
        server.close();
    }

    /** Packets of nothing (ISO 13818-1 §2.4.3.3), as come from a gateway that lost its programme: FFmpeg asks for more and more. */
    private static byte[] nothing() {
        byte[] cells = new byte[7 * CELL];
        Arrays.fill(cells, (byte) 0xff);
        for (int at = 0; at < cells.length; at += CELL) {
            cells[at] = 0x47;
            cells[at + 1] = 0x1f;
            cells[at + 3] = 0x10;
        }
        return cells;
    }

    @Test
    void whatOnlyEverSendsNothingIsReadNoFurther() {
        server.on("/live", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            byte[] cells = nothing();
            while (!Thread.currentThread().isInterrupted()) {
                out.write(cells);
                out.flush();
                sent.addAndGet(cells.length);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        });
        Job job = Job.live(new Source(server.url("/live"), true), null);
        Feeds feeds = new Feeds((Job.Stream) job, Devices.of(new String[0]), System::nanoTime);

        MediaFeed feed = feeds.open(0);
        Await.until("it is read", () -> sent.get() > ENOUGH);
        feed.end();
        Await.until("nobody reads it any more", () -> !feed.isAlive());
    }
}
