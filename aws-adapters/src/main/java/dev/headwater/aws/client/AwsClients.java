package dev.headwater.aws.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.mediaconvert.MediaConvertClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Clients of AWS over one pool of connections. What they are built from ends with this: close this, not them.
 *
 * <p>Every call ends: connecting, waiting for a byte, each attempt and all attempts together are bounded
 * ({@link AwsLimits}). Retries follow the SDK's standard strategy, which stops retrying when most calls fail.
 */
public final class AwsClients implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 128;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(5);

    private final AwsAccess access;
    private final SdkHttpClient http;
    private final Deque<SdkAutoCloseable> built = new ArrayDeque<>();

    public AwsClients(AwsAccess access) {
        this.access = access;
        this.http = Apache5HttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                .connectionTimeout(CONNECT)
                .socketTimeout(SILENCE)
                .connectionAcquisitionTimeout(WAIT_FOR_CONNECTION)
                .tcpKeepAlive(true)
                .build();
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb(AwsService.DYNAMODB.limits());
    }

    public DynamoDbClient dynamoDb(AwsLimits limits) {
        return build(DynamoDbClient.builder(), AwsService.DYNAMODB, limits);
    }

    public S3Client s3() {
        return s3(AwsService.S3.limits());
    }

    public S3Client s3(AwsLimits limits) {
        return build(S3Client.builder().forcePathStyle(isElsewhere(AwsService.S3)), AwsService.S3, limits);
    }

    /** Signs requests to S3 for others to make; asks nobody. */
    public S3Presigner presigner() {
        S3Presigner.Builder builder = S3Presigner.builder()
                .region(access.region())
                .credentialsProvider(access.credentials())
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(isElsewhere(AwsService.S3))
                        .build());
        URI endpoint = access.endpoints().get(AwsService.S3);
        return kept((endpoint == null ? builder : builder.endpointOverride(endpoint)).build());
    }

    public SecretsManagerClient secrets() {
        return secrets(AwsService.SECRETS_MANAGER.limits());
    }

    public SecretsManagerClient secrets(AwsLimits limits) {
        return build(SecretsManagerClient.builder(), AwsService.SECRETS_MANAGER, limits);
    }

    public MediaConvertClient mediaConvert() {
        return mediaConvert(AwsService.MEDIACONVERT.limits());
    }

    public MediaConvertClient mediaConvert(AwsLimits limits) {
        return build(MediaConvertClient.builder(), AwsService.MEDIACONVERT, limits);
    }

    @Override
    public void close() {
        synchronized (built) {
            while (!built.isEmpty()) {
                built.pop().close();
            }
        }
        http.close();
    }

    /** For a service that is called by nothing here. */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkAutoCloseable> C client(
            B builder, AwsService service) {
        return build(builder, service, service.limits());
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkAutoCloseable> C build(
            B builder, AwsService service, AwsLimits limits) {
        URI endpoint = access.endpoints().get(service);
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return kept(builder.region(access.region())
                .credentialsProvider(access.credentials())
                .httpClient(http)
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(limits.attempt())
                        .apiCallTimeout(limits.call())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(limits.attempts())
                                .build()))
                .build());
    }

    /** A bucket's name in front of the host leads nowhere but at AWS. */
    private boolean isElsewhere(AwsService service) {
        return access.endpoints().containsKey(service);
    }

    private <C extends SdkAutoCloseable> C kept(C client) {
        synchronized (built) {
            built.push(client);
        }
        return client;
    }
}
