/** Sign-in over HTTP, and who may call {@code /api} with which token. */
@NullMarked
package fr.dmp.signin.web;

import org.jspecify.annotations.NullMarked;
