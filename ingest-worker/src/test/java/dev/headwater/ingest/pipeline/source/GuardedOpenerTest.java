package dev.headwater.ingest.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.fetch.AddressGuard;
import dev.headwater.core.fetch.HttpFetcher;
import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.fetch.WebServer;
import dev.headwater.ingest.pipeline.av.JavaIo;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardedOpenerTest {
    /** In which an answer and a second try have room, pause and all, before what is silent. */
    private static final HttpLimits HASTY = new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(3));

    private final WebServer server = new WebServer();
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void close() {
        over.countDown();
        server.close();
    }

    private GuardedOpener opener(JavaIo io, HttpLimits limits) throws IOException {
        AddressGuard guard = new AddressGuard(InetAddress::getAllByName, true);
        return new GuardedOpener(new HttpFetcher(server.url("/"), guard, limits), limits, io);
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int open(GuardedOpener opener, String url) {
        try (PointerPointer<AVIOContext> pb = new PointerPointer<>(1);
                BytePointer text = new BytePointer(url)) {
            return opener.open(pb, text, null);
        }
    }

    @Test
    void aServerThatStumblesIsAskedAgain() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        server.on("/stumbles", exchange -> {
            if (asked.incrementAndGet() < 3) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                WebServer.answer(exchange, new byte[100]);
            }
        });
        server.on("/gone", exchange -> exchange.sendResponseHeaders(404, -1));
        try (JavaIo io = new JavaIo();
                GuardedOpener opener = opener(io, HttpLimits.DEFAULT)) {
            assertThat(open(opener, server.url("/gone"))).isEqualTo(JavaIo.ERROR);
            assertThat(open(opener, server.url("/stumbles"))).isZero();
            assertThat(server.asked()).containsExactly("/gone", "/stumbles", "/stumbles", "/stumbles");
        }
    }

    @Test
    void silenceIsWaitedForOnceWhateverIsAskedForNext() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        server.on("/hangs", exchange -> {
            if (asked.incrementAndGet() == 1) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                awaitEnd();
            }
        });
        server.on("/good", new byte[100]);
        try (JavaIo io = new JavaIo();
                GuardedOpener opener = opener(io, HASTY)) {
            assertThat(open(opener, server.url("/hangs"))).isEqualTo(JavaIo.ERROR);
            assertThat(open(opener, server.url("/good"))).isEqualTo(JavaIo.ERROR);
            assertThat(io.failure()).isEqualTo("nothing has come for 3 s");
            assertThat(server.asked()).containsExactly("/hangs", "/hangs");
        }
    }

    @Test
    void silenceWithinABodyEndsTheSourceToo() throws IOException {
        server.on("/hangs", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[20]);
            exchange.getResponseBody().flush();
            awaitEnd();
        });
        server.on("/good", new byte[100]);
        try (JavaIo io = new JavaIo();
                GuardedOpener opener = opener(io, HASTY);
                BytePointer into = new BytePointer(100)) {
            assertThat(open(opener, server.url("/hangs"))).isZero();
            assertThat(io.read(1, into, 100)).isEqualTo(20);
            assertThat(io.read(1, into, 100)).isEqualTo(JavaIo.ERROR);
            assertThat(open(opener, server.url("/good"))).isEqualTo(JavaIo.ERROR);
            assertThat(io.failure()).isEqualTo("nothing has come for 3 s");
        }
    }

    @Test
    void noErrorReachesC() throws IOException {
        AddressGuard.Resolver outOfMemory = host -> {
            throw new OutOfMemoryError("of the test");
        };
        HttpFetcher fetcher =
                new HttpFetcher("http://a.example/", new AddressGuard(outOfMemory, false), HttpLimits.DEFAULT);
        try (JavaIo io = new JavaIo();
                GuardedOpener opener = new GuardedOpener(fetcher, HttpLimits.DEFAULT, io)) {
            assertThat(open(opener, "http://a.example/x")).isEqualTo(JavaIo.ERROR);
            assertThat(io.failure()).isEqualTo("the source can not be opened: OutOfMemoryError");
        }
    }

    @Test
    void noErrorOfAStreamReachesC() {
        InputStream broken = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] into, int offset, int length) {
                throw new OutOfMemoryError("of the test");
            }
        };
        try (JavaIo io = new JavaIo();
                BytePointer into = new BytePointer(10)) {
            AVIOContext context = io.open(broken);
            assertThat(io.read(context.opaque().address(), into, 10)).isEqualTo(JavaIo.ERROR);
            assertThat(io.failure()).isEqualTo("the source can not be read: OutOfMemoryError");
        }
    }
}
