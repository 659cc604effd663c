package dev.headwater.functions.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.uploads.BucketUploads;
import dev.headwater.api.admin.uploads.Upload;
import dev.headwater.api.admin.uploads.UploadBook;
import dev.headwater.api.admin.uploads.UploadPart;
import dev.headwater.aws.S3Buckets;
import dev.headwater.aws.objects.PresignedUploads;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.store.InMemoryTableStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class BucketUploadsTest {
    private static final Caller OPERATOR =
            new Caller("op", Set.of(Permission.CATALOG_READ, Permission.CATALOG_WRITE), null);
    private static final Caller SUPPORT = new Caller("sue", Set.of(Permission.CATALOG_READ), null);
    private static final Caller RESELLER = new Caller("rex", Set.of(Permission.CATALOG_WRITE), 7);

    @RegisterExtension
    static final S3Buckets BUCKETS = new S3Buckets();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final Set<String> used = new HashSet<>();
    private HttpClient http;
    private String bucket;
    private PresignedUploads files;
    private BucketUploads uploads;

    @BeforeEach
    void open() {
        http = HttpClient.newHttpClient();
        bucket = BUCKETS.make();
        files = new PresignedUploads(
                BUCKETS.clients().presigner(), BUCKETS.clients().s3(), bucket);
        UploadBook book = new UploadBook(new InMemoryTableStore(), now::get, new Random(1));
        uploads = new BucketUploads(book, files, () -> used);
    }

    @AfterEach
    void close() {
        http.close();
        BUCKETS.remove(bucket);
    }

    @Test
    void aFileGoesStraightIntoTheBucketAndCanBeNamed() throws Exception {
        Upload announced = uploads.announce(OPERATOR, "film.mp4", 5);
        String source = "upload:" + announced.id();
        assertThat(announced.state()).isEqualTo("waiting");
        assertThat(announced.url()).contains("/uploads/" + announced.id() + "?", "X-Amz-Signature=");
        assertThatThrownBy(() -> uploads.resolve(Call.of(OPERATOR), "source", source))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("did not come yet");
        assertThat(send(announced, 5)).isEqualTo(200);
        Upload ready = uploads.find(OPERATOR, announced.id()).orElseThrow();
        assertThat(ready.state()).isEqualTo("ready");
        assertThat(ready.url()).isNull();
        assertThat(uploads.list(OPERATOR)).containsExactly(ready);
        assertThat(uploads.resolve(Call.of(OPERATOR), "source", source)).isEqualTo(source);
    }

    @Test
    void whoMayNotSendIsToldNoAddress() {
        Upload announced = uploads.announce(OPERATOR, "film.mp4", 5);
        assertThat(uploads.find(OPERATOR, announced.id()))
                .get()
                .extracting(Upload::url)
                .isNotNull();
        assertThat(uploads.find(SUPPORT, announced.id()))
                .get()
                .extracting(Upload::url)
                .isNull();
        assertThat(uploads.list(SUPPORT)).extracting(Upload::url).containsOnlyNulls();
        assertThat(uploads.find(RESELLER, announced.id())).isEmpty();
        assertThat(announced.toString()).doesNotContain("Signature");
    }

    @Test
    void whatIsNotForThisServerIsRefusedWithTheWayToGo() {
        Upload announced = uploads.announce(OPERATOR, "film.mp4", 5);
        assertThatThrownBy(() -> uploads.receive(OPERATOR, announced.id(), new ByteArrayInputStream(new byte[5])))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("send the file to the url");
        assertThatThrownBy(() -> uploads.announce(OPERATOR, "film.mp4", PresignedUploads.MAX_BYTES + 1))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("1 to 68719476736 bytes");
        assertThatThrownBy(() -> uploads.resolve(Call.of(OPERATOR), "source", "/etc/passwd"))
                .isInstanceOf(OperationException.class);
    }

    @Test
    void aLargeFileIsSentInPartsAndReadyWhenAllOfThemCame() throws Exception {
        int part = 5 << 20;
        files = new PresignedUploads(
                BUCKETS.clients().presigner(), BUCKETS.clients().s3(), bucket, part, part);
        uploads =
                new BucketUploads(new UploadBook(new InMemoryTableStore(), now::get, new Random(2)), files, () -> used);
        Upload announced = uploads.announce(OPERATOR, "long film.mkv", part + 9);
        assertThat(announced.url()).isNull();
        assertThat(announced.toString()).doesNotContain("Signature");
        assertThat(announced.parts())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.toString()).doesNotContain("Signature"));
        assertThat(uploads.list(OPERATOR)).extracting(Upload::parts).containsOnlyNulls();
        assertThat(uploads.find(SUPPORT, announced.id()).orElseThrow().parts()).isNull();
        assertThat(send(announced.parts().get(0))).isEqualTo(200);
        Upload half = uploads.find(OPERATOR, announced.id()).orElseThrow();
        assertThat(half.state()).isEqualTo("waiting");
        assertThat(half.parts()).singleElement().extracting(UploadPart::from).isEqualTo((long) part);
        assertThat(send(half.parts().getFirst())).isEqualTo(200);
        assertThat(uploads.resolve(Call.of(OPERATOR), "source", "upload:" + announced.id()))
                .isEqualTo("upload:" + announced.id());
        assertThat(uploads.list(OPERATOR)).extracting(Upload::state).containsExactly("ready");
    }

    private int send(UploadPart part) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(part.url()))
                .method(part.method(), BodyPublishers.ofByteArray(new byte[(int) part.size()]));
        part.headers().forEach(request::header);
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    @Test
    void aRemovedUploadLeavesNothing() throws Exception {
        Upload announced = uploads.announce(OPERATOR, "film.mp4", 5);
        send(announced, 5);
        uploads.remove(announced);
        assertThat(uploads.find(OPERATOR, announced.id())).isEmpty();
        assertThat(files.find("uploads/" + announced.id())).isEmpty();
    }

    @Test
    void whatIsOverGoesUnlessSomethingIsMadeOfIt() throws Exception {
        Upload kept = uploads.announce(OPERATOR, "kept.mp4", 5);
        Upload gone = uploads.announce(OPERATOR, "gone.mp4", 5);
        Upload never = uploads.announce(OPERATOR, "never.mp4", 5);
        send(kept, 5);
        send(gone, 5);
        assertThat(uploads.list(OPERATOR)).extracting(Upload::state).containsOnly("ready", "waiting");
        used.add(kept.id());
        now.updateAndGet(then -> then.plus(Duration.ofHours(25)));
        assertThat(uploads.find(OPERATOR, never.id())).isEmpty();
        uploads.sweep();
        assertThat(uploads.list(OPERATOR)).extracting(Upload::id).containsExactly(kept.id());
        assertThat(files.find("uploads/" + gone.id())).isEmpty();
        assertThat(files.find("uploads/" + kept.id())).isPresent();
    }

    private int send(Upload upload, int bytes) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(upload.url()))
                .method(upload.method(), BodyPublishers.ofByteArray(new byte[bytes]));
        upload.headers().forEach(request::header);
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
