package dev.headwater.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.fetch.AddressGuard;
import dev.headwater.core.fetch.Connector;
import dev.headwater.core.fetch.HttpLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Relays to a server that says nothing until it is spoken to, and then repeats it. */
class RelayTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final HttpLimits HASTY = new HttpLimits(Duration.ofSeconds(5), Duration.ofMillis(200));

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 8, HERE);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> repeat(socket));
                }
            } catch (IOException e) {
                // Closed.
            }
        });
    }

    private static void repeat(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // Whoever spoke is gone.
        }
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private Relay relay(boolean mayBeSilent) throws IOException {
        Connector connector = new Connector(new AddressGuard(InetAddress::getAllByName, true), HASTY);
        return new Relay(
                connector, HERE.getHostAddress(), server.getLocalPort(), false, Relay.plain(), HASTY, mayBeSilent);
    }

    /** It was silent for longer than the other one, which was given up meanwhile. */
    @Test
    void aServerWhoseMediaComesBesideTheConnectionMayBeSilentOnIt() throws IOException {
        try (Relay beside = relay(true);
                Socket patient = new Socket(HERE, beside.port());
                Relay inside = relay(false);
                Socket hasty = new Socket(HERE, inside.port())) {
            assertThat(hasty.getInputStream().read()).isEqualTo(-1);
            assertThat(inside.failure()).startsWith("nothing has come for");

            patient.getOutputStream().write('a');
            assertThat(patient.getInputStream().read()).isEqualTo('a');
            assertThat(beside.failure()).isNull();
        }
    }
}
