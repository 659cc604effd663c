/** What stands between Lambda and the controllers. */
package dev.headwater.functions.http;
