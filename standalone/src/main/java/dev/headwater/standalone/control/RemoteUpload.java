package dev.headwater.standalone.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.OperationException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A file of this machine on its way to a server: as it lies there, never whole in memory. */
record RemoteUpload(Path file, long size) {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    /** What is slower than that, in bytes a second, is given up. */
    private static final long SLOWEST = 16 << 10;

    /** @throws OperationException where there is no such file to be read */
    static RemoteUpload of(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new OperationException("there is no file " + file + " on this machine that can be read and sent");
        }
        try {
            return new RemoteUpload(file, Files.size(file));
        } catch (IOException e) {
            throw new OperationException("the file " + file + " can not be read");
        }
    }

    String name() {
        return file.getFileName().toString();
    }

    /** @param announced where the server wants it, and how */
    HttpRequest request(RemoteServer server, JsonNode announced, Control.Sent sent) {
        String url = announced.path("url").asText();
        boolean isThere = url.startsWith("/");
        HttpRequest.Builder http = HttpRequest.newBuilder(URI.create(isThere ? server.base() + url : url))
                .timeout(ANSWER.plusSeconds(size / SLOWEST))
                .method(announced.path("method").asText("PUT"), body(0, size, sent));
        announced
                .path("headers")
                .properties()
                .forEach(
                        header -> http.header(header.getKey(), header.getValue().asText()));
        if (isThere) {
            // The key is for the server alone, not for where it has files kept.
            http.header("Authorization", "Bearer " + server.key());
        }
        return http.build();
    }

    /** @param announced where the server wants this part of it, and how */
    HttpRequest part(JsonNode announced, Control.Sent sent) {
        long length = announced.path("size").asLong();
        HttpRequest.Builder http = HttpRequest.newBuilder(
                        URI.create(announced.path("url").asText()))
                .timeout(ANSWER.plusSeconds(length / SLOWEST))
                .method(
                        announced.path("method").asText("PUT"),
                        body(announced.path("from").asLong(), length, sent));
        announced
                .path("headers")
                .properties()
                .forEach(
                        header -> http.header(header.getKey(), header.getValue().asText()));
        return http.build();
    }

    private BodyPublisher body(long from, long length, Control.Sent sent) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> counted(from, length, sent)), length);
    }

    /** What is sent beyond its length, the client would refuse. */
    private InputStream counted(long from, long length, Control.Sent sent) {
        InputStream in;
        try {
            in = Files.newInputStream(file);
            in.skipNBytes(from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FilterInputStream(in) {
            private long done;

            @Override
            public int read(byte[] bytes, int at, int most) throws IOException {
                if (done == length) {
                    return -1;
                }
                int read = super.read(bytes, at, (int) Math.min(most, length - done));
                done += Math.max(0, read);
                sent.at(from + done, size);
                return read;
            }
        };
    }
}
