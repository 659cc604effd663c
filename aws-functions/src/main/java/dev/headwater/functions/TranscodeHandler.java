package dev.headwater.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.headwater.aws.CloudResources;
import dev.headwater.aws.FunctionNeeds;
import dev.headwater.aws.client.AwsAccess;
import dev.headwater.aws.client.AwsClients;
import dev.headwater.aws.objects.S3ObjectStore;
import dev.headwater.aws.secrets.AwsSecretStore;
import dev.headwater.aws.secrets.NeededSecrets;
import dev.headwater.aws.tables.DynamoTables;
import dev.headwater.aws.transcode.MediaConvertJobs;
import dev.headwater.aws.transcode.TranscodePlace;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.Tables;
import dev.headwater.functions.transcode.CloudTranscoding;
import dev.headwater.functions.transcode.TranscodeFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/** Has films made: woken by uploads and by MediaConvert's events, through a queue, and by the clock. */
public final class TranscodeHandler implements RequestStreamHandler {
    private final TranscodeFunction function;

    public TranscodeHandler() {
        this(System.getenv());
    }

    /** @throws IllegalArgumentException where the environment does not say something, with its name */
    TranscodeHandler(Map<String, String> environment) {
        CloudResources resources = CloudResources.of(environment);
        TranscodePlace place = TranscodePlace.of(environment, resources.mediaBucket(), resources.uploadsBucket());
        AwsClients clients = new AwsClients(AwsAccess.of(environment));
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        Tables tables = DynamoTables.open(clients.dynamoDb(), resources);
        SecretStore secrets = new NeededSecrets(
                new AwsSecretStore(clients.secrets(), resources.secretsPrefix(), clock), FunctionNeeds.MEDIA);
        this.function = CloudTranscoding.over(
                tables,
                new S3ObjectStore(clients.s3(), resources.mediaBucket(), random),
                new S3ObjectStore(clients.s3(), resources.uploadsBucket(), random),
                secrets,
                new MediaConvertJobs(clients.mediaConvert(), place),
                clock,
                random);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        function.handle(event, answer);
    }
}
