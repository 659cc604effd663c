package dev.headwater.aws;

import dev.headwater.aws.client.AwsAccess;
import dev.headwater.aws.client.AwsClients;
import dev.headwater.aws.client.AwsService;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Buckets of one test class, each new: where {@code AWS_ENDPOINT_URL_S3} or {@code AWS_ENDPOINT_URL} says, else of an {@link
 * S3Proxy} of its own. Without either the class is skipped.
 */
public final class S3Buckets implements BeforeAllCallback, AfterAllCallback {
    private static final int CONFLICT = 409;
    private static final int MAX_REMOVALS = 20;

    private S3Proxy proxy;
    private AwsAccess access;
    private AwsClients clients;

    @Override
    public void beforeAll(ExtensionContext context) {
        Map<String, String> environment = System.getenv();
        if (environment.containsKey("AWS_ENDPOINT_URL_S3") || environment.containsKey("AWS_ENDPOINT_URL")) {
            access = AwsAccess.of(environment);
        } else {
            proxy = S3Proxy.start().orElse(null);
            Assumptions.assumeTrue(proxy != null, "S3Proxy is missing");
            access = proxy.access();
        }
        clients = new AwsClients(access);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (clients != null) {
            clients.close();
        }
        if (proxy != null) {
            proxy.close();
        }
    }

    /** Where S3 is asked. */
    public URI endpoint() {
        return access.endpoints().get(AwsService.S3);
    }

    /** The same S3, asked by way of another address. */
    public AwsAccess by(URI endpoint) {
        return new AwsAccess(access.region(), access.credentials(), Map.of(AwsService.S3, endpoint));
    }

    public AwsClients clients() {
        return clients;
    }

    /** Makes a bucket, and returns its name. */
    public String make() {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        String name = "hw-test-" + HexFormat.of().formatHex(random);
        clients.s3().createBucket(request -> request.bucket(name));
        return name;
    }

    /** Removes a bucket with all that is in it; what a request that broke off has there may come late. */
    public void remove(String bucket) {
        S3Client s3 = clients.s3();
        for (int left = MAX_REMOVALS; ; left--) {
            for (S3Object object :
                    s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents()) {
                s3.deleteObject(request -> request.bucket(bucket).key(object.key()));
            }
            try {
                s3.deleteBucket(request -> request.bucket(bucket));
                return;
            } catch (S3Exception e) {
                if (e.statusCode() != CONFLICT || left == 0) {
                    throw e;
                }
            }
        }
    }
}
