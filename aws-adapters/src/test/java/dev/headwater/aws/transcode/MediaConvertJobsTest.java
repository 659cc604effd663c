package dev.headwater.aws.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.aws.FaultyProxy;
import dev.headwater.aws.FaultyProxy.Fault;
import dev.headwater.aws.StubMediaConvert;
import dev.headwater.aws.StubOrder.Made;
import dev.headwater.aws.StubOrder.MadeRendition;
import dev.headwater.aws.StubOrder.MadeSegment;
import dev.headwater.aws.StubOrder.Unreadable;
import dev.headwater.aws.client.AwsAccess;
import dev.headwater.aws.client.AwsClients;
import dev.headwater.aws.client.AwsLimits;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.hls.keys.SegmentCipher;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.vod.TranscodeJobs.JobState;
import dev.headwater.core.vod.TranscodeJobs.Submitted;
import dev.headwater.core.vod.TranscodeOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.mediaconvert.model.AudioCodec;
import software.amazon.awssdk.services.mediaconvert.model.BadRequestException;
import software.amazon.awssdk.services.mediaconvert.model.CreateJobRequest;

class MediaConvertJobsTest {
    private static final TranscodePlace PLACE = new TranscodePlace(
            "arn:aws:iam::111122223333:role/convert",
            "arn:aws:mediaconvert:eu-central-1:111122223333:queues/films",
            "media",
            "uploads");
    private static final Source UPLOAD = new Source("upload:0123456789abcdef01234567");
    private static final AwsLimits LIMITS = new AwsLimits(Duration.ofSeconds(2), Duration.ofSeconds(20), 3);

    private final InMemoryObjectStore media = new InMemoryObjectStore();
    private final InMemoryObjectStore uploads = new InMemoryObjectStore();
    private StubMediaConvert service;
    private FaultyProxy between;
    private AwsClients clients;
    private MediaConvertJobs jobs;

    @BeforeEach
    void start() throws IOException {
        service = new StubMediaConvert(Map.of("media", media, "uploads", uploads), MediaConvertJobsTest::seemToMake);
        between = FaultyProxy.before(service.endpoint());
        clients = new AwsClients(AwsAccess.of(Map.of(
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "any",
                "AWS_SECRET_ACCESS_KEY", "any",
                "AWS_ENDPOINT_URL_MEDIACONVERT", between.endpoint().toString())));
        jobs = new MediaConvertJobs(clients.mediaConvert(LIMITS), PLACE);
    }

    @AfterEach
    void stop() throws IOException {
        clients.close();
        between.close();
        service.close();
    }

    private static Made seemToMake(byte[] file, Ladder ladder) throws Unreadable {
        if (file.length == 0) {
            throw new Unreadable("Failed probe/open: [No parser found for container]");
        }
        return new Made(
                ladder.rungs().stream()
                        .map(rung -> new MadeRendition(
                                new Rendition(rung.name(), "avc1.4d401f", rung.width(), rung.height(), 25, 1, 1),
                                List.of(new MadeSegment(2000, new byte[10]))))
                        .toList(),
                file);
    }

    private static TranscodeOrder order(Source source) {
        return new TranscodeOrder(7, 3, 0xabcL, source, Ladder.SMALL, null);
    }

    private String accepted(TranscodeOrder order) {
        Submitted answer = jobs.submit(order, null);
        assertThat(service.refusals()).isEmpty();
        assertThat(answer).isInstanceOf(Submitted.Accepted.class);
        return ((Submitted.Accepted) answer).job();
    }

    @Test
    void theModelHasNothingAgainstAnOrderOfAnyLadder() {
        long fence = 3;
        for (Ladder ladder : Ladder.presets()) {
            accepted(new TranscodeOrder(7, fence++, 1, UPLOAD, ladder, null));
        }
    }

    @Test
    void theLadderIsInTheJob() {
        accepted(order(UPLOAD));
        JsonNode request = service.requests().getFirst();
        JsonNode settings = request.path("settings");
        assertThat(request.path("clientRequestToken").asText()).isEqualTo("headwater-7-3-0000000000000abc");
        assertThat(request.path("userMetadata").toString()).contains("\"content\":\"7\"", "\"fence\":\"3\"");
        assertThat(settings.at("/inputs/0/fileInput").asText())
                .isEqualTo("s3://uploads/uploads/0123456789abcdef01234567");
        assertThat(settings.path("outputGroups")).hasSize(4);
        JsonNode small = settings.at("/outputGroups/1");
        assertThat(small.at("/outputGroupSettings/hlsGroupSettings/destination").asText())
                .isEqualTo("s3://media/hls/7/360p/vod/vod-3-0000000000000abc");
        assertThat(small.at("/outputs/0/videoDescription/codecSettings/h264Settings/maxBitrate")
                        .asInt())
                .isEqualTo(600_000);
        assertThat(settings.at("/outputGroups/2/outputGroupSettings/fileGroupSettings/destination")
                        .asText())
                .isEqualTo("s3://media/hls/7/file/vod/vod-3-0000000000000abc");
        assertThat(settings.at("/outputGroups/2/outputs/0/containerSettings/mp4Settings/moovPlacement")
                        .asText())
                .isEqualTo("PROGRESSIVE_DOWNLOAD");
    }

    @Test
    void allRungsBeginAtTheSameTime() {
        accepted(new TranscodeOrder(7, 3, 1, UPLOAD, Ladder.SMALL, null));
        assertThat(service.requests()
                        .getFirst()
                        .at("/settings/outputGroups")
                        .valueStream()
                        .filter(group -> group.at("/outputGroupSettings").has("hlsGroupSettings"))
                        .map(group -> group.at("/outputs/0/containerSettings/m3u8Settings")
                                .toString())
                        .distinct())
                .containsExactly("{\"ptsOffset\":10,\"ptsOffsetMode\":\"SECONDS\"}");
    }

    @Test
    void anEncryptedOrderMakesSegmentsThatOnlyItsKeyOpens() {
        ContentKey key =
                new ContentKey("00112233445566ff", HexFormat.of().parseHex("0f1e2d3c4b5a69788796a5b4c3d2e1f0"));
        TranscodeOrder order = new TranscodeOrder(7, 3, 0xabcL, UPLOAD, Ladder.SMALL, key.id());
        uploads.put("uploads/0123456789abcdef01234567", new byte[] {1}, new ObjectMeta("video/mp4", null, null));
        assertThat(jobs.submit(order, key)).isInstanceOf(Submitted.Accepted.class);
        assertThat(service.refusals()).isEmpty();

        JsonNode settings = service.requests().getFirst().path("settings");
        assertThat(settings.path("outputGroups")).hasSize(2).allSatisfy(group -> {
            JsonNode seal = group.at("/outputGroupSettings/hlsGroupSettings/encryption");
            assertThat(seal.path("type").asText()).isEqualTo("STATIC_KEY");
            assertThat(seal.path("encryptionMethod").asText()).isEqualTo("AES128");
            assertThat(seal.path("constantInitializationVector").asText())
                    .isEqualTo("00000000000000000000000000000abc");
            assertThat(seal.at("/staticKeyProvider/staticKeyValue").asText())
                    .isEqualTo("0f1e2d3c4b5a69788796a5b4c3d2e1f0");
            assertThat(seal.at("/staticKeyProvider/url").asText()).endsWith("/00112233445566ff.key");
        });
        service.work();
        byte[] stored = media.get(order.segments("360p") + "_00001.ts", ByteRange.ALL)
                .orElseThrow()
                .readAll();
        SegmentName name = SegmentName.parse(order.name() + "-s_00001").orElseThrow();
        assertThat(stored).hasSize(16);
        assertThat(SegmentCipher.decrypt(key, name, stored)).contains(new byte[10]);
    }

    @Test
    void theSameOrderIsTheSameJobAlsoWhenItsAnswerIsLost() {
        AtomicInteger asked = new AtomicInteger();
        between.plan(request -> asked.incrementAndGet() == 1 ? new Fault.LostReply() : new Fault.None());
        String job = accepted(order(UPLOAD));
        assertThat(accepted(order(UPLOAD))).isEqualTo(job);
        assertThat(service.requests()).hasSize(1);
        assertThat(asked.get()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void whatWasMadeLiesWhereItWasOrdered() {
        TranscodeOrder order = order(UPLOAD);
        uploads.put("uploads/0123456789abcdef01234567", new byte[] {1}, new ObjectMeta("video/mp4", null, null));
        String job = accepted(order);
        assertThat(jobs.find(job)).isEqualTo(new JobState.Running(0));
        service.work();
        assertThat(jobs.find(job)).isEqualTo(new JobState.Done());
        assertThat(media.list("hls/", 100, null).items())
                .extracting(object -> object.key())
                .contains(
                        order.rendition("720p") + ".m3u8",
                        order.segments("720p") + ".m3u8",
                        order.segments("360p") + "_00001.ts",
                        order.file() + ".mp4",
                        order.pictures() + ".0000000.jpg");
        assertThat(service.events())
                .hasSize(3)
                .last()
                .asString()
                .contains("\"status\":\"COMPLETE\"", "\"jobId\":\"" + job);
    }

    @Test
    void aFileNothingCanBeMadeOfIsAtFault() {
        uploads.put("uploads/0123456789abcdef01234567", new byte[0], new ObjectMeta("video/mp4", null, null));
        String job = accepted(order(UPLOAD));
        service.work();
        assertThat(jobs.find(job))
                .isEqualTo(new JobState.Failed(
                        "MediaConvert can make nothing of the file (error 1010): Unable to open input file"
                                + " [s3://uploads/uploads/0123456789abcdef01234567]: [Failed probe/open: [No parser"
                                + " found for container]]",
                        true));
    }

    @Test
    void webSourcesAreHandedOnAndOthersRefused() {
        accepted(order(new Source("https://films.example/a.mkv")));
        assertThat(jobs.submit(order(new Source("file:/films/a.mkv")), null)).isInstanceOf(Submitted.Refused.class);
        assertThat(jobs.submit(order(new Source("testcard:")), null)).isInstanceOf(Submitted.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, BadRequestException, Refused, false",
        "403, ForbiddenException, Refused, false",
        "429, TooManyRequestsException, Busy,",
        "500, InternalServerErrorException, Busy,",
        "409, ConflictException, Busy,"
    })
    void refusalsAreToldFromTroubleThatPasses(int status, String type, String answer, Boolean ofFile) {
        between.plan(request -> new Fault.Answer(
                status,
                "application/json",
                ("{\"__type\":\"" + type
                                + "\",\"message\":\"because of https://a:b@x/ and 0f1e2d3c4b5a69788796a5b4c3d2e1f0\"}")
                        .getBytes(StandardCharsets.UTF_8)));
        Submitted submitted = jobs.submit(order(UPLOAD), null);
        assertThat(submitted.getClass().getSimpleName()).isEqualTo(answer);
        if (submitted instanceof Submitted.Refused(String reason, boolean isOfFile)) {
            assertThat(isOfFile).isEqualTo(ofFile);
            assertThat(reason).contains("because of").doesNotContain("a:b", "0f1e2d3c");
        }
        assertThat(between.seen().size()).isBetween(1, LIMITS.attempts());
    }

    @Test
    void nobodyAnswers() {
        between.plan(request -> new Fault.LostRequest());
        assertThat(jobs.submit(order(UPLOAD), null)).isInstanceOf(Submitted.Busy.class);
        assertThat(jobs.find("1")).isInstanceOf(JobState.Unknown.class);
        assertThat(between.seen()).hasSize(2 * LIMITS.attempts());
    }

    @Test
    void aJobThatIsNotThereIsGone() {
        assertThat(jobs.find("1690000000000-abcdef")).isInstanceOf(JobState.Gone.class);
    }

    @Test
    @SuppressWarnings("unchecked") // the SDK's varargs of consumers
    void theStubRefusesWhatBreaksTheModel() {
        CreateJobRequest good = new JobRequests(PLACE).of(order(UPLOAD), null, "s3://uploads/uploads/1");
        CreateJobRequest bad = good.toBuilder()
                .settings(settings -> settings.inputs(input -> input.fileInput("ftp://elsewhere/x"))
                        .outputGroups(group -> group.name("x")
                                .outputGroupSettings(g -> g.type("FILE_GROUP_SETTINGS")
                                        .fileGroupSettings(file -> file.destination("s3://media/x")))
                                .outputs(output -> output.videoDescription(video -> video.width(7))
                                        .audioDescriptions(audio -> audio.codecSettings(
                                                codec -> codec.codec("AAK").aacSettings(aac -> aac.sampleRate(4)))))))
                .role(null)
                .build();
        assertThat(AudioCodec.fromValue("AAK")).isEqualTo(AudioCodec.UNKNOWN_TO_SDK_VERSION);
        assertThat(submit(bad)).contains("fileInput", "codec", "width", "sampleRate", "role");
        assertThat(service.requests()).isEmpty();
    }

    private String submit(CreateJobRequest request) {
        try {
            clients.mediaConvert(LIMITS).createJob(request);
            return "";
        } catch (BadRequestException e) {
            return e.awsErrorDetails().errorMessage();
        }
    }
}
