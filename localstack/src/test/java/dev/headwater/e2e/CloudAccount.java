package dev.headwater.e2e;

import dev.headwater.aws.CloudResources;
import dev.headwater.aws.Dynalite;
import dev.headwater.aws.S3Proxy;
import dev.headwater.aws.StubSecretsManager;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/**
 * An account of its own to work on: dynalite, S3Proxy and a stub of Secrets Manager, or, where {@code AWS_ENDPOINT_URL} names
 * one, LocalStack or another endpoint that has all three.
 */
final class CloudAccount implements AutoCloseable {
    private final Deque<Runnable> parts = new ArrayDeque<>();
    private final Map<String, String> environment = new HashMap<>();

    private CloudAccount() {}

    /** Skips the test, and says so, where there is neither an endpoint nor what stands in for one. */
    static CloudAccount open() throws Exception {
        CloudAccount account = new CloudAccount();
        account.name();
        if (System.getenv("AWS_ENDPOINT_URL") != null) {
            account.environment.putAll(System.getenv());
            System.out.println("the account is at AWS_ENDPOINT_URL");
            return account;
        }
        Optional<S3Proxy> s3 = S3Proxy.start();
        Assumptions.assumeTrue(s3.isPresent(), "S3Proxy is missing");
        account.parts.push(s3.get()::close);
        StubSecretsManager secrets = StubSecretsManager.start();
        account.parts.push(secrets::close);
        account.environment.putAll(Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", Dynalite.endpoint().toString(),
                "AWS_ENDPOINT_URL_S3", s3.get().endpoint().toString(),
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.endpoint().toString(),
                "AWS_ACCESS_KEY_ID", s3.get().identity(),
                "AWS_SECRET_ACCESS_KEY", s3.get().credential()));
        System.out.println(
                "the account is dynalite, S3Proxy and a stub of Secrets Manager: no AWS_ENDPOINT_URL is set");
        return account;
    }

    /** Nobody else has the names. */
    private void name() {
        CloudResources own =
                CloudResources.named("e2e-" + UUID.randomUUID().toString().substring(0, 13));
        environment.put(CloudResources.CATALOG_TABLE, own.catalogTable());
        environment.put(CloudResources.ACCOUNTS_TABLE, own.accountsTable());
        environment.put(CloudResources.SESSIONS_TABLE, own.sessionsTable());
        environment.put(CloudResources.MEDIA_BUCKET, own.mediaBucket());
        environment.put(CloudResources.UPLOADS_BUCKET, own.uploadsBucket());
        environment.put(CloudResources.SECRETS_PREFIX, own.secretsPrefix());
    }

    /** What a process is told of it. */
    Map<String, String> environment() {
        return environment;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            parts.pop().run();
        }
    }
}
