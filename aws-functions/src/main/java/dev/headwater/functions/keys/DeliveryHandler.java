package dev.headwater.functions.keys;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.headwater.api.runtime.PeopleParts;
import dev.headwater.aws.CloudResources;
import dev.headwater.aws.client.AwsAccess;
import dev.headwater.aws.stores.CloudStores;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/** Writes down which edges and keys a deployment made, and has the first owner let in. */
public final class DeliveryHandler implements RequestStreamHandler {
    private final CustomResource resource = new CustomResource();

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Map<String, String> environment = System.getenv();
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        resource.handle(event, request -> {
            try (CloudStores stores =
                    new CloudStores(AwsAccess.of(environment), CloudResources.of(environment), random, clock)) {
                Delivery delivery =
                        new Delivery(stores.tables().accounts(), stores.tables().sessions(), clock);
                FirstOwner owner = new FirstOwner(
                        PeopleParts.over(stores.tables().accounts(), stores.secrets(), random, clock)
                                .setupTokens(),
                        (secret, value) -> stores.clients()
                                .secrets()
                                .putSecretValue(put -> put.secretId(secret).secretString(value)));
                return new Registrar(delivery, owner).of(request);
            }
        });
    }
}
