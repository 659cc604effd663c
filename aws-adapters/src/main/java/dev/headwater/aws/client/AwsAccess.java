package dev.headwater.aws.client;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Where AWS is, and as whom it is called.
 *
 * @param endpoints of services that are asked elsewhere than at AWS: LocalStack, dynalite, S3Proxy
 */
public record AwsAccess(Region region, AwsCredentialsProvider credentials, Map<AwsService, URI> endpoints) {
    /** What a stand-in is told where nothing names a region: it has none. */
    private static final Region ANY = Region.US_EAST_1;

    public AwsAccess {
        endpoints = Map.copyOf(endpoints);
    }

    /**
     * By the variables every tool of AWS knows: {@code AWS_REGION} (or {@code AWS_DEFAULT_REGION}),
     * {@code AWS_ACCESS_KEY_ID} with what belongs to it, {@code AWS_ENDPOINT_URL} and {@code AWS_ENDPOINT_URL_<SERVICE>}.
     * Where region or credentials are not among them, the SDK looks where it always does: profiles, containers, machines.
     *
     * @throws IllegalArgumentException where an endpoint is no http or https URL, or there is no region, with the variable's
     *     name
     */
    public static AwsAccess of(Map<String, String> environment) {
        Map<AwsService, URI> endpoints = new EnumMap<>(AwsService.class);
        for (AwsService service : AwsService.values()) {
            endpoint(environment, AwsService.ENDPOINT + "_" + service.name())
                    .or(() -> endpoint(environment, AwsService.ENDPOINT))
                    .ifPresent(url -> endpoints.put(service, url));
        }
        return new AwsAccess(region(environment, !endpoints.isEmpty()), credentials(environment), endpoints);
    }

    private static Region region(Map<String, String> environment, boolean isElsewhere) {
        String name = environment.getOrDefault("AWS_REGION", environment.get("AWS_DEFAULT_REGION"));
        if (name != null && !name.isEmpty()) {
            return Region.of(name);
        }
        try {
            return isElsewhere ? ANY : new DefaultAwsRegionProviderChain().getRegion();
        } catch (SdkClientException e) {
            throw new IllegalArgumentException("nothing says which region of AWS: set AWS_REGION", e);
        }
    }

    private static AwsCredentialsProvider credentials(Map<String, String> environment) {
        String id = environment.get("AWS_ACCESS_KEY_ID");
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        if (id == null || id.isEmpty() || secret == null || secret.isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        String session = environment.get("AWS_SESSION_TOKEN");
        return StaticCredentialsProvider.create(
                session == null || session.isEmpty()
                        ? AwsBasicCredentials.create(id, secret)
                        : AwsSessionCredentials.create(id, secret, session));
    }

    private static Optional<URI> endpoint(Map<String, String> environment, String variable) {
        String url = environment.get(variable);
        if (url == null || url.isEmpty()) {
            return Optional.empty();
        }
        URI parsed;
        try {
            parsed = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(variable + " is no URL", e);
        }
        boolean isWeb = "http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme());
        if (!isWeb || parsed.getHost() == null) {
            throw new IllegalArgumentException(variable + " is no http or https URL");
        }
        return Optional.of(parsed);
    }
}
