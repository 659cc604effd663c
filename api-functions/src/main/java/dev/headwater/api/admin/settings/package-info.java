/** What can be set while Headwater runs. */
package dev.headwater.api.admin.settings;
