package dev.headwater.infra.edge;

import dev.headwater.aws.CustomType;
import java.util.Map;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudfront.PublicKey;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/**
 * A key pair that signs segments' URLs. A function makes it, keeps the private half in Secrets Manager and tells the public
 * half, which is all that a template, a log or CloudFront ever sees.
 */
final class SigningKeyPair extends Construct {
    private final int number;
    private final PublicKey publicKey;

    /** @param number of its secret; CloudFront changes no key, so that another key is another number */
    SigningKeyPair(Construct scope, int number, IFunction maker) {
        super(scope, "SigningKey" + number);
        this.number = number;
        CustomResource pair = CustomResource.Builder.create(this, "Pair")
                .serviceToken(maker.getFunctionArn())
                .resourceType(CustomType.SIGNING_KEY.type())
                .properties(Map.of("Number", Integer.toString(number)))
                // What it signed may be valid for hours more; the secret outlives the stack.
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        this.publicKey = PublicKey.Builder.create(this, "Public")
                .encodedKey(pair.getAttString("PublicKey"))
                .comment("Headwater's signing key " + number)
                .build();
    }

    PublicKey publicKey() {
        return publicKey;
    }

    /** As the function that registers it is told. */
    Map<String, String> registration() {
        return Map.of("Number", Integer.toString(number), "Id", publicKey.getPublicKeyId());
    }
}
