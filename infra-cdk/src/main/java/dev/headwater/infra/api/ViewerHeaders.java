package dev.headwater.infra.api;

import dev.headwater.aws.CloudResources;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CacheCookieBehavior;
import software.amazon.awscdk.services.cloudfront.CacheHeaderBehavior;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.CacheQueryStringBehavior;
import software.amazon.awscdk.services.cloudfront.Function;
import software.amazon.awscdk.services.cloudfront.FunctionAssociation;
import software.amazon.awscdk.services.cloudfront.FunctionCode;
import software.amazon.awscdk.services.cloudfront.FunctionEventType;
import software.amazon.awscdk.services.cloudfront.FunctionRuntime;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.cloudfront.OriginRequestHeaderBehavior;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestQueryStringBehavior;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.constructs.Construct;

/**
 * What an origin is told of a viewer. The viewer's Host never reaches it, for an origin answers to its own; it comes in a
 * header that viewers can not set, since it is always overwritten, and so does the path.
 */
public final class ViewerHeaders extends Construct {
    static final String HOST = CloudResources.HOST_HEADER;
    /** As the viewer sent it: an HTTP API decodes paths, and with them what lines log in with. */
    static final String PATH = CloudResources.PATH_HEADER;

    private static final String CODE = """
            function handler(event) {
                var request = event.request;
                var host = request.headers.host;
                request.headers['%s'] = { value: host ? host.value : '' };
                request.headers['%s'] = { value: request.uri };
                return request;
            }
            """.formatted(HOST, PATH);

    /** CloudFront's own, which it makes anew for each request. */
    private static final List<String> OF_VIEWER =
            List.of(HOST, "CloudFront-Forwarded-Proto", "CloudFront-Viewer-Country");

    private final Function function;
    private final OriginRequestPolicy forwarded;
    private final CachePolicy anonymous;
    private final CachePolicy authorized;

    public ViewerHeaders(Construct scope, String id) {
        super(scope, id);
        this.function = Function.Builder.create(this, "Host")
                .runtime(FunctionRuntime.JS_2_0)
                .comment("Says by which host a viewer came")
                .code(FunctionCode.fromInline(CODE))
                .build();
        this.forwarded = OriginRequestPolicy.Builder.create(this, "Forwarded")
                .comment("Who asks Headwater, never by which Host")
                // Ten at most.
                .headerBehavior(OriginRequestHeaderBehavior.allowList(
                        HOST,
                        PATH,
                        "CloudFront-Forwarded-Proto",
                        "CloudFront-Viewer-Address",
                        "CloudFront-Viewer-Country",
                        "User-Agent",
                        "Content-Type",
                        "If-Match",
                        "If-None-Match",
                        "Range"))
                .queryStringBehavior(OriginRequestQueryStringBehavior.all())
                .build();
        this.anonymous = cache("Anonymous", List.of());
        this.authorized = cache("Authorized", List.of("Authorization"));
    }

    /** For viewers, who say who they are in paths and queries. */
    public BehaviorOptions.Builder anonymous(IOrigin origin) {
        return behavior(origin, anonymous);
    }

    /** Also for callers of the admin API, who say it in a header. */
    BehaviorOptions.Builder authorized(IOrigin origin) {
        return behavior(origin, authorized);
    }

    private BehaviorOptions.Builder behavior(IOrigin origin, CachePolicy cache) {
        return BehaviorOptions.builder()
                .origin(origin)
                // Apps type http://, and players follow no redirect between the two.
                .viewerProtocolPolicy(ViewerProtocolPolicy.ALLOW_ALL)
                .cachePolicy(cache)
                .originRequestPolicy(forwarded)
                .compress(false)
                .functionAssociations(List.of(FunctionAssociation.builder()
                        .eventType(FunctionEventType.VIEWER_REQUEST)
                        .function(function)
                        .build()));
    }

    /**
     * Keeps nothing unless an answer asks for it, and then a second. Without a cache at all CloudFront would forward neither
     * Accept-Encoding nor Authorization, and lists would leave uncompressed.
     */
    private CachePolicy cache(String id, List<String> more) {
        List<String> headers = new ArrayList<>(OF_VIEWER);
        headers.addAll(more);
        return CachePolicy.Builder.create(this, id)
                .comment("Headwater's answers, by whoever asks")
                .minTtl(Duration.seconds(0))
                .defaultTtl(Duration.seconds(0))
                .maxTtl(Duration.seconds(1))
                .headerBehavior(CacheHeaderBehavior.allowList(headers.toArray(String[]::new)))
                .queryStringBehavior(CacheQueryStringBehavior.all())
                .cookieBehavior(CacheCookieBehavior.none())
                .enableAcceptEncodingGzip(true)
                .build();
    }
}
