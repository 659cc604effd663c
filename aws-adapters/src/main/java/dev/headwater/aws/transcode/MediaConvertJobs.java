package dev.headwater.aws.transcode;

import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.media.Source;
import dev.headwater.core.vod.TranscodeJobs;
import dev.headwater.core.vod.TranscodeOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.mediaconvert.MediaConvertClient;
import software.amazon.awssdk.services.mediaconvert.model.BadRequestException;
import software.amazon.awssdk.services.mediaconvert.model.Job;
import software.amazon.awssdk.services.mediaconvert.model.NotFoundException;

/**
 * Titles by AWS Elemental MediaConvert: one job an order. Its answers may be lost; the order's token as
 * {@code ClientRequestToken} makes the next attempt the same job.
 */
public final class MediaConvertJobs implements TranscodeJobs {
    private static final int FORBIDDEN = 403;

    private final MediaConvertClient client;
    private final TranscodePlace place;
    private final JobRequests requests;

    /** @param client as {@code AwsClients} builds it: its calls end, and are made again where that may help */
    public MediaConvertJobs(MediaConvertClient client, TranscodePlace place) {
        this.client = client;
        this.place = place;
        this.requests = new JobRequests(place);
    }

    @Override
    public Submitted submit(TranscodeOrder order, @Nullable ContentKey key) {
        Optional<String> input = input(order.source());
        if (input.isEmpty()) {
            return new Submitted.Refused(
                    "MediaConvert reads uploads and http(s) URLs; this source is of another kind", true);
        }
        try {
            return new Submitted.Accepted(
                    client.createJob(requests.of(order, key, input.get())).job().id());
        } catch (BadRequestException e) {
            // It has not read the file: role, queue or settings may be at fault, as right after a deployment.
            return new Submitted.Refused("MediaConvert refuses the job" + tail(e), false);
        } catch (AwsServiceException e) {
            return e.statusCode() == FORBIDDEN
                    ? new Submitted.Refused("MediaConvert may not be asked by this deployment" + tail(e), false)
                    : new Submitted.Busy("MediaConvert answered " + e.statusCode());
        } catch (SdkException e) {
            return new Submitted.Busy("MediaConvert did not answer");
        }
    }

    /** It reads private addresses of nobody: it is in no network of ours. */
    private Optional<String> input(Source source) {
        return switch (source.kind()) {
            case UPLOAD -> Optional.of("s3://" + place.uploadsBucket() + "/uploads/" + source.rest());
            case HTTP -> Optional.of(source.url());
            case FILE, PLAYLIST, UDP, RTP, SRT, RTMP, RTSP, CAPTURE, TESTCARD, SEALED -> Optional.empty();
        };
    }

    private static String tail(AwsServiceException e) {
        return MediaConvertStates.tail(
                e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage());
    }

    @Override
    public JobState find(String id) {
        try {
            Job job = client.getJob(request -> request.id(id)).job();
            return MediaConvertStates.of(
                    job.statusAsString(), job.jobPercentComplete(), job.errorCode(), job.errorMessage());
        } catch (NotFoundException e) {
            return new JobState.Gone();
        } catch (SdkException e) {
            return new JobState.Unknown();
        }
    }
}
