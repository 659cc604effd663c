package dev.headwater.functions;

import dev.headwater.aws.CloudResources;
import dev.headwater.aws.FunctionNeeds;
import dev.headwater.aws.client.AwsAccess;
import dev.headwater.aws.secrets.NeededSecrets;
import dev.headwater.aws.stores.CloudStores;
import dev.headwater.aws.stores.StoreLimits;
import dev.headwater.core.store.SecretStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a function has in its account, opened.
 *
 * @param environment as Lambda sets it
 * @param secrets those it needs
 * @param scratch below the one folder that can be written to
 */
record Account(
        Map<String, String> environment,
        CloudResources resources,
        CloudStores stores,
        SecretStore secrets,
        Path scratch,
        InstantSource clock)
        implements AutoCloseable {
    private static final String SCRATCH = "headwater";

    /** @throws IllegalArgumentException where the environment does not say something, with its name */
    static Account open(Map<String, String> environment, FunctionNeeds needs) {
        return open(environment, needs, StoreLimits.PATIENT);
    }

    /** The same, with what a call of a store is given. */
    static Account open(Map<String, String> environment, FunctionNeeds needs, StoreLimits limits) {
        CloudResources resources = CloudResources.of(environment);
        InstantSource clock = InstantSource.system();
        CloudStores stores = new CloudStores(AwsAccess.of(environment), resources, limits, new SecureRandom(), clock);
        return new Account(
                Map.copyOf(environment),
                resources,
                stores,
                new NeededSecrets(stores.secrets(), needs),
                Path.of(System.getProperty("java.io.tmpdir"), SCRATCH),
                clock);
    }

    @Override
    public void close() {
        stores.close();
    }
}
