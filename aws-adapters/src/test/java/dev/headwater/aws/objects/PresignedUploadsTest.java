package dev.headwater.aws.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.aws.S3Buckets;
import dev.headwater.core.store.DirectUploads.Arrived;
import dev.headwater.core.store.DirectUploads.Part;
import dev.headwater.core.store.DirectUploads.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sent by a client that knows nothing of S3, to a server that checks signatures. */
final class PresignedUploadsTest {
    private static final String KEY = "uploads/0123456789abcdef01234567";
    private static final String TYPE = "application/octet-stream";
    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    static final S3Buckets BUCKETS = new S3Buckets();

    private String bucket;
    private PresignedUploads uploads;

    @BeforeEach
    void open() {
        bucket = BUCKETS.make();
        uploads = new PresignedUploads(
                BUCKETS.clients().presigner(), BUCKETS.clients().s3(), bucket);
    }

    @AfterEach
    void close() {
        BUCKETS.remove(bucket);
    }

    @Test
    void whatWasAnnouncedIsTaken() throws Exception {
        Target target = uploads.announce(KEY, 5, TYPE, HOUR);
        assertThat(target.method()).isEqualTo("PUT");
        assertThat(uploads.find(KEY)).isEmpty();
        assertThat(send(target, target.url(), target.headers(), 5)).isEqualTo(200);
        assertThat(uploads.find(KEY)).get().extracting(Arrived::size).isEqualTo(5L);
        uploads.delete(KEY);
        uploads.delete(KEY);
        assertThat(uploads.find(KEY)).isEmpty();
    }

    @Test
    void aLargeFileComesInPartsAndIsOneWhenAllOfThemCame() throws Exception {
        int part = 5 << 20;
        PresignedUploads small = new PresignedUploads(
                BUCKETS.clients().presigner(), BUCKETS.clients().s3(), bucket, part, part);
        long size = 2L * part + 7;
        List<Part> parts = small.announceParts(KEY, size, TYPE, HOUR);
        assertThat(parts).extracting(Part::from).containsExactly(0L, (long) part, 2L * part);
        assertThat(parts).extracting(Part::size).containsExactly((long) part, (long) part, 7L);
        for (Part one : List.of(parts.get(2), parts.get(0))) {
            Target target = one.target();
            assertThat(send(target, target.url(), target.headers(), (int) one.size()))
                    .isEqualTo(200);
        }
        assertThat(small.join(KEY, size)).isEmpty();
        assertThat(small.find(KEY)).isEmpty();
        List<Part> left = small.announceParts(KEY, size, TYPE, HOUR);
        assertThat(left).singleElement().extracting(Part::from).isEqualTo((long) part);
        Target last = left.getFirst().target();
        assertThat(send(last, last.url(), last.headers(), part)).isEqualTo(200);
        assertThat(small.join(KEY, size)).get().extracting(Arrived::size).isEqualTo(size);
        assertThat(small.find(KEY)).isPresent();
        assertThat(small.join(KEY, size)).isEmpty();
    }

    @Test
    void whatCameOfAFileNobodyWantsAnyMoreGoes() throws Exception {
        int part = 5 << 20;
        PresignedUploads small = new PresignedUploads(
                BUCKETS.clients().presigner(), BUCKETS.clients().s3(), bucket, part, part);
        Target first = small.announceParts(KEY, part + 1, TYPE, HOUR).getFirst().target();
        assertThat(send(first, first.url(), first.headers(), part)).isEqualTo(200);
        small.delete(KEY);
        assertThat(BUCKETS.clients()
                        .s3()
                        .listMultipartUploads(ask -> ask.bucket(bucket))
                        .uploads())
                .isEmpty();
    }

    @Test
    void whatWasNotAnnouncedIsRefused() throws Exception {
        Target target = uploads.announce(KEY, 5, TYPE, HOUR);
        assertThat(target.url().getRawQuery())
                .containsPattern("X-Amz-SignedHeaders=[^&]*content-length[^&]*content-type");
        assertThat(send(target, target.url(), target.headers(), 6)).isEqualTo(403);
        assertThat(send(target, target.url(), target.headers(), 4)).isEqualTo(403);
        Map<String, String> otherType = new HashMap<>(target.headers());
        otherType.replaceAll((name, value) -> name.equalsIgnoreCase("content-type") ? "text/html" : value);
        assertThat(send(target, target.url(), otherType, 5)).isEqualTo(403);
        URI otherKey = URI.create(target.url().toString().replace("01234567?", "01234568?"));
        assertThat(send(target, otherKey, target.headers(), 5)).isEqualTo(403);
        assertThat(uploads.find(KEY)).isEmpty();
    }

    @Test
    void whatCameIsNotReplaced() throws Exception {
        Target target = uploads.announce(KEY, 5, TYPE, HOUR);
        assertThat(send(target, target.url(), target.headers(), 5)).isEqualTo(200);
        assertThat(send(target, target.url(), target.headers(), 5)).isEqualTo(412);
        Map<String, String> without = new HashMap<>(target.headers());
        without.keySet().removeIf("if-none-match"::equalsIgnoreCase);
        assertThat(without).hasSize(target.headers().size() - 1);
        assertThat(send(target, target.url(), without, 5)).isEqualTo(403);
    }

    @Test
    void anAnnouncementEnds() throws Exception {
        Target target = uploads.announce(KEY, 5, TYPE, Duration.ofSeconds(2));
        assertThat(target.expiresAt()).isBefore(Instant.now().plusSeconds(3));
        Instant giveUp = Instant.now().plusSeconds(20);
        int status;
        do {
            status = send(target, target.url(), target.headers(), 5);
            assertThat(status).isIn(200, 412, 403);
        } while (status != 403 && Instant.now().isBefore(giveUp));
        assertThat(status).isEqualTo(403);
    }

    @Test
    void boundsAreNamed() {
        assertThatThrownBy(() -> uploads.announce(KEY, PresignedUploads.MAX_WHOLE + 1, TYPE, HOUR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5368709120 bytes");
        assertThatThrownBy(() -> uploads.announceParts(KEY, PresignedUploads.MAX_BYTES + 1, TYPE, HOUR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 GiB");
        assertThatThrownBy(() -> uploads.announce(KEY, 0, TYPE, HOUR)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> uploads.announce("../a", 1, TYPE, HOUR)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> uploads.announce(KEY, 1, TYPE, Duration.ofDays(8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7 days");
        assertThat(uploads.announce(KEY, PresignedUploads.MAX_WHOLE, TYPE, Duration.ofDays(7)))
                .isNotNull();
    }

    @Test
    void aTargetDoesNotTellItsSignature() {
        Target target = uploads.announce(KEY, 5, TYPE, HOUR);
        assertThat(target.url().toString()).contains("X-Amz-Signature=");
        assertThat(target.toString()).contains(KEY).doesNotContain("Signature", "Credential");
    }

    private int send(Target target, URI url, Map<String, String> headers, int bytes)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).method(target.method(), BodyPublishers.ofByteArray(new byte[bytes]));
        headers.forEach(request::header);
        // Each on a connection of its own: a server that refuses what it has not read ends the connection behind its
        // answer.
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }
}
