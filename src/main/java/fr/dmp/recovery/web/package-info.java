/** Recoveries over the API, and what the forms and the board of the 3646 fetch. */
@NullMarked
package fr.dmp.recovery.web;

import org.jspecify.annotations.NullMarked;
