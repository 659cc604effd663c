package dev.headwater.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a process of its own: limits are read once in its life. */
@Timeout(60)
class HealthPortTest {
    private static final int TOO_MANY = 100;

    /** The process whose port is asked. */
    static final class Alone {
        private Alone() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println(HealthPort.open(0).port());
            new CountDownLatch(1).await(); // until it is killed
        }
    }

    @Test
    void oneByteOnManyConnectionsDoesNotPileUp() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Alone.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Socket> open = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int port = Integer.parseInt(out.readLine());
            for (int i = 0; i < TOO_MANY; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                open.add(socket);
                socket.getOutputStream().write('G');
            }
            for (Socket socket : open) {
                assertThat(isClosed(socket)).isTrue();
            }
            HttpRequest health = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/health"))
                    .build();
            try (HttpClient client = HttpClient.newHttpClient()) {
                assertThat(client.send(health, HttpResponse.BodyHandlers.ofString())
                                .body())
                        .isEqualTo("{\"status\":\"UP\"}");
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
            process.destroyForcibly();
        }
    }

    /** Waits until it is. */
    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true; // reset: it has said something
        }
    }
}
