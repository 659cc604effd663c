package dev.headwater.api.ts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.http.FrontDoor;
import dev.headwater.core.TestClock;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.playback.Seat.Standing;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over Netty and real sockets: the server's own pace, while the test moves the clock. */
class TsOverNettyTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int PAIRS = 5_000;
    private static final int SEGMENT_BYTES = (2 + 1 + 2 * PAIRS) * 188;

    private final TestClock clock = TestClock.fixed();
    private final Studio studio = new Studio(clock);
    private final TsStreams streams =
            new TsStreams(studio.windows, studio.slates, studio.objects, studio.keys, clock, 64 << 20);
    private final TestSeat seat = new TestSeat();
    private final ApplicationContext context = ApplicationContext.builder()
            .banner(false)
            .deduceEnvironment(false)
            .deduceCloudEnvironment(false)
            .environmentPropertySource(false)
            .properties(Map.of(
                    "micronaut.server.host",
                    "127.0.0.1",
                    "micronaut.server.port",
                    -1,
                    "micronaut.security.enabled",
                    false,
                    TsController.ON,
                    true))
            .start();
    private final int port;

    TsOverNettyTest() {
        context.registerSingleton(FrontDoor.class, FrontDoor.DIRECT);
        context.registerSingleton(TsStreams.class, streams);
        context.registerSingleton(TestSeat.class, seat);
        port = context.getBean(EmbeddedServer.class).start().getPort();
    }

    @AfterEach
    void stop() {
        streams.close();
        context.close();
    }

    /** A client that has sent its request and read the head of the answer. */
    private final class Client implements AutoCloseable {
        private final Socket socket = new Socket();
        private final InputStream in;
        private final String head;

        Client(String version) throws IOException {
            socket.setReceiveBufferSize(16 << 10);
            socket.setSoTimeout(Math.toIntExact(BOUND.toMillis()));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream()
                    .write(("GET /ts " + version + "\r\nHost: localhost:" + port + "\r\n\r\n").getBytes(ISO_8859_1));
            in = new BufferedInputStream(socket.getInputStream());
            StringBuilder read = new StringBuilder();
            for (String line = line(); !line.isEmpty(); line = line()) {
                read.append(line).append('\n');
            }
            head = read.toString();
        }

        /** Reads chunks until there are so many bytes, or to the end. */
        byte[] read(int bytes) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            while (out.size() < bytes) {
                String size = line();
                out.writeBytes(in.readNBytes(size.isEmpty() ? 0 : Integer.parseInt(size, 16)));
                line();
                if (size.isEmpty() || size.equals("0")) {
                    break;
                }
            }
            return out.toByteArray();
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                line.append((char) b);
            }
            return line.toString().stripTrailing();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private void publish(int mark) {
        studio.publish(TsBuilder.segment(mark, mark, PAIRS));
    }

    private static void eventually(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as(what).isLessThan(BOUND.toNanos());
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void anEndlessResponseOfChunksThatEndsWithTheSlate() throws IOException {
        studio.slate(SlateReason.EXPIRED, TsBuilder.segment(5, 200, 5));
        publish(1);
        publish(2);
        try (Client client = new Client("HTTP/1.1")) {
            assertThat(client.head.lines().toList())
                    .contains("HTTP/1.1 200 OK")
                    .anyMatch("content-type: video/mp2t"::equalsIgnoreCase)
                    .anyMatch("transfer-encoding: chunked"::equalsIgnoreCase)
                    .anyMatch("connection: close"::equalsIgnoreCase)
                    .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length"));
            Received live = new Received(client.read(2 * SEGMENT_BYTES));
            assertThat(live.marks()).containsExactly(1, 2);
            assertThat(seat.closed).isZero();
            publish(3);
            assertThat(new Received(client.read(SEGMENT_BYTES)).marks()).containsExactly(3);
            seat.standing = new Standing.Ends(SlateReason.EXPIRED);
            Received slate = new Received(client.read(Integer.MAX_VALUE));
            assertThat(slate.marks()).containsExactly(-1, 200);
            assertThat(client.in.read()).as("the connection ends").isNegative();
        }
        eventually("the seat is given back", () -> seat.closed == 1);
    }

    @Test
    void http10GetsNoChunks() throws IOException {
        publish(1);
        try (Client client = new Client("HTTP/1.0")) {
            assertThat(client.head.lines().toList())
                    .anyMatch("connection: close"::equalsIgnoreCase)
                    .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("transfer-encoding"));
            assertThat(new Received(client.in.readNBytes(SEGMENT_BYTES)).marks())
                    .containsExactly(1);
            seat.standing = new Standing.Over();
            assertThat(client.in.readAllBytes()).isEmpty();
        }
        eventually("the seat is given back", () -> seat.closed == 1);
    }

    @Test
    void theSeatIsGivenBackWhenTheClientGoes() throws IOException {
        publish(1);
        try (Client client = new Client("HTTP/1.1")) {
            assertThat(client.read(SEGMENT_BYTES)).hasSize(SEGMENT_BYTES);
        }
        eventually("the seat is given back", () -> seat.closed == 1);
    }

    @Test
    void aClientThatReadsNothingIsCutAndNoOtherLosesAByte() throws IOException {
        publish(1);
        publish(2);
        try (Client stalled = new Client("HTTP/1.1");
                Client fast = new Client("HTTP/1.1")) {
            assertThat(new Received(fast.read(2 * SEGMENT_BYTES)).marks()).containsExactly(1, 2);
            // More than the kernel keeps for a socket that nobody reads.
            for (int mark = 3; mark <= 8; mark++) {
                publish(mark);
                assertThat(new Received(fast.read(SEGMENT_BYTES)).marks()).containsExactly(mark);
            }
            clock.advance(Demand.PATIENCE);
            eventually("the stalled one is cut", () -> seat.closed == 1);
            publish(9);
            assertThat(new Received(fast.read(SEGMENT_BYTES)).marks()).containsExactly(9);
            assertThat(stalled.head).contains("200");
        }
        eventually("both seats are given back", () -> seat.closed == 2);
    }

    @Test
    void stoppingTheServerEndsTheStream() throws IOException {
        publish(1);
        try (Client client = new Client("HTTP/1.1")) {
            client.read(SEGMENT_BYTES);
            streams.close();
            assertThat(client.read(1)).isEmpty();
        }
        eventually("the seat is given back", () -> seat.closed == 1);
    }

    @Test
    void takingTheConnectionBackCutsIt() throws IOException {
        publish(1);
        try (Client client = new Client("HTTP/1.1")) {
            client.read(SEGMENT_BYTES);
            seat.standing = new Standing.Over();
            assertThat(client.read(1)).isEmpty();
        }
        eventually("the seat is given back", () -> seat.closed == 1);
    }
}
