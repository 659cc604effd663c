package dev.headwater.api;

/** Suites that run over Lambda events. */
interface OverLambda extends Doors {
    @Override
    default HttpDoor open(Headend headend) {
        return LambdaDoor.open(headend);
    }
}
