/** The functions as they are uploaded, run as Lambda runs them. */
package dev.headwater.functions;
