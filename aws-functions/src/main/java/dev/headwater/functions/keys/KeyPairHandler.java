package dev.headwater.functions.keys;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.headwater.aws.CloudResources;
import dev.headwater.aws.client.AwsAccess;
import dev.headwater.aws.stores.CloudStores;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/** Makes the key pairs that sign segments' URLs, while a deployment stands up. */
public final class KeyPairHandler implements RequestStreamHandler {
    private final CustomResource resource = new CustomResource();

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Map<String, String> environment = System.getenv();
        InstantSource clock = InstantSource.system();
        resource.handle(event, request -> {
            try (CloudStores stores = new CloudStores(
                    AwsAccess.of(environment), CloudResources.of(environment), new SecureRandom(), clock)) {
                return new KeyPairs(stores.secrets()).of(request);
            }
        });
    }
}
